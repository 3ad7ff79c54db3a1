import { REFERENCES } from '../../../agents/index.ts';
import { numberEntry } from '../../drawing/entries.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { omissionTones, toneEntries, toneFrames, tonePicture } from '../../drawing/tones.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'tone-omission',
  summary: 'Regular tones of which some are left out: the mask says where one was due.',
  sources: [REFERENCES.bekinschtein2009],
  antiAliasing: 'none',
  parameters: {
    display: {
      kind: 'choice',
      default: 'course',
      choices: ['course', 'moment'],
      meaning: 'The whole course as a picture, or in time what is heard at each moment.',
    },
    ...toneEntries,
    probability: numberEntry(
      '1',
      0.2,
      [0, 1],
      'Probability that a tone is left out; 0 is the control.',
    ),
  },
  duration: ({ display, tones, soa }) => (display === 'course' ? 1 : tones * soa),
  frames: (resolution, sequence, random, timing) => {
    const tones = omissionTones(sequence, random);
    return drawnFrames(timing, (time) =>
      sequence.display === 'course'
        ? tonePicture(resolution, tones)
        : toneFrames(resolution, tones, time),
    );
  },
});
