import { REFERENCES } from '../../../agents/index.ts';
import { stepEdge } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-edges-step',
  summary: 'A sharp edge between two halves.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.edges.step',
  ...stepEdge,
});
