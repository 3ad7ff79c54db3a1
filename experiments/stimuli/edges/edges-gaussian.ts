import { REFERENCES } from '../../../agents/index.ts';
import { gaussianEdge } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'edges-gaussian',
  summary: 'An edge under a Gaussian window, among the stimuli.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.edges.gaussian',
  ...gaussianEdge,
});
