import { REFERENCES } from '../../../agents/index.ts';
import { ponzo } from '../../drawing/families/line-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'ponzos-ponzo',
  summary: 'Equal level lines between converging lines do not look equal.',
  sources: [REFERENCES.ponzo1912, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.ponzos.ponzo',
  ...ponzo,
});
