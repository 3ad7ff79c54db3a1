import { gaussianEdge } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'edges-gaussian',
  summary: 'An edge under a Gaussian window, among the stimuli.',
  sources: [],
  equivalent: 'stimuli.edges.gaussian',
  ...gaussianEdge,
});
