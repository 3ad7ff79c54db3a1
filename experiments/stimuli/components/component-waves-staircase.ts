import { REFERENCES } from '../../../agents/index.ts';
import { componentStaircase } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-waves-staircase',
  summary: 'A staircase wave along any distance from the origin.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.waves.staircase',
  ...componentStaircase,
});
