import { REFERENCES } from '../../../agents/index.ts';
import { cornsweetEdge } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-edges-cornsweet',
  summary: 'Ramps up to an edge between plateaus of equal luminance.',
  sources: [REFERENCES.cornsweet1970, REFERENCES.schmittwilken2023],
  equivalent: 'components.edges.cornsweet',
  ...cornsweetEdge,
});
