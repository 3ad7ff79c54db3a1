import { stepEdge } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'edges-step',
  summary: 'A sharp edge, among the stimuli.',
  sources: [],
  equivalent: 'stimuli.edges.step',
  ...stepEdge,
});
