import { ponzo } from '../../drawing/families/line-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'ponzos-ponzo',
  summary: 'Equal level lines between converging lines do not look equal.',
  sources: [],
  equivalent: 'stimuli.ponzos.ponzo',
  ...ponzo,
});
