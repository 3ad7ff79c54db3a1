import { muellerLyer } from '../../drawing/families/line-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'mueller-lyers-mueller-lyer',
  summary: 'A target line with two shorter lines at each end.',
  sources: [],
  equivalent: 'stimuli.mueller_lyers.mueller_lyer',
  ...muellerLyer,
});
