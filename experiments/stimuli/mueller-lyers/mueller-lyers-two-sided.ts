import { REFERENCES } from '../../../agents/index.ts';
import { muellerLyerTwoSided } from '../../drawing/families/line-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'mueller-lyers-two-sided',
  summary: 'Equal lines between lines that point inwards and outwards do not look equal.',
  sources: [REFERENCES.muellerLyer1889, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.mueller_lyers.two_sided',
  ...muellerLyerTwoSided,
});
