import { REFERENCES } from '../../../agents/index.ts';
import { gaussian } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-gaussians-gaussian',
  summary: 'A Gaussian blob.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.gaussians.gaussian',
  ...gaussian,
});
