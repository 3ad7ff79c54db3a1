import { REFERENCES } from '../../../agents/index.ts';
import { gaussianEdge } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-edges-gaussian',
  summary: 'An edge that fades under a Gaussian window.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.edges.gaussian',
  ...gaussianEdge,
});
