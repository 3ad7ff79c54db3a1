import { cornsweetEdge } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-edges-cornsweet',
  summary: 'Ramps up to an edge between plateaus of equal luminance.',
  sources: [],
  equivalent: 'components.edges.cornsweet',
  ...cornsweetEdge,
});
