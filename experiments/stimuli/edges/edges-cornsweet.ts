import { REFERENCES } from '../../../agents/index.ts';
import { cornsweetEdge } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'edges-cornsweet',
  summary: 'A Cornsweet edge, among the stimuli.',
  sources: [REFERENCES.cornsweet1970, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.edges.cornsweet',
  ...cornsweetEdge,
});
