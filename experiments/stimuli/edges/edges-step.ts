import { REFERENCES } from '../../../agents/index.ts';
import { stepEdge } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'edges-step',
  summary: 'A sharp edge, among the stimuli.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.edges.step',
  ...stepEdge,
});
