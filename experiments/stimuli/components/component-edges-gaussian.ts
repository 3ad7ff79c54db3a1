import { gaussianEdge } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-edges-gaussian',
  summary: 'An edge that fades under a Gaussian window.',
  sources: [],
  equivalent: 'components.edges.gaussian',
  ...gaussianEdge,
});
