import { gaussian } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-gaussians-gaussian',
  summary: 'A Gaussian blob.',
  sources: [],
  equivalent: 'components.gaussians.gaussian',
  ...gaussian,
});
