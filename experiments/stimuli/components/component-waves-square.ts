import { REFERENCES } from '../../../agents/index.ts';
import { componentSquare } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-waves-square',
  summary: 'A square wave along any distance from the origin.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.waves.square',
  ...componentSquare,
});
