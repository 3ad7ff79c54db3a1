import { REFERENCES } from '../../../agents/index.ts';
import { muellerLyer } from '../../drawing/families/line-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'mueller-lyers-mueller-lyer',
  summary: 'A target line with two shorter lines at each end.',
  sources: [REFERENCES.muellerLyer1889, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.mueller_lyers.mueller_lyer',
  ...muellerLyer,
});
