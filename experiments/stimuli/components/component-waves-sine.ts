import { REFERENCES } from '../../../agents/index.ts';
import { componentSine } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-waves-sine',
  summary: 'A sinusoidal wave along any distance from the origin.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.waves.sine',
  ...componentSine,
});
