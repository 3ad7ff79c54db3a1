import { REFERENCES } from '../../../agents/index.ts';
import { cornsweet } from '../../drawing/families/cornsweets.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'cornsweets-cornsweet',
  summary: 'Equal plateaus on both sides of an edge between ramps do not look equal.',
  sources: [REFERENCES.cornsweet1970, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.cornsweets.cornsweet',
  ...cornsweet,
});
