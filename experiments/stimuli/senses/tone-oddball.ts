import { REFERENCES } from '../../../agents/index.ts';
import { numberEntry } from '../../drawing/entries.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { oddballTones, toneEntries, toneFrames, tonePicture } from '../../drawing/tones.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'tone-oddball',
  summary: 'Tones in a row, most of one pitch and some, never two in a row, of another.',
  sources: [REFERENCES.naatanen1978],
  antiAliasing: 'none',
  parameters: {
    display: {
      kind: 'choice',
      default: 'course',
      choices: ['course', 'moment'],
      meaning: 'The whole course as a picture, or in time what is heard at each moment.',
    },
    ...toneEntries,
    probability: numberEntry('1', 0.2, [0, 1], 'Probability of a deviant; 0 is the control.'),
  },
  duration: ({ display, tones, soa }) => (display === 'course' ? 1 : tones * soa),
  frames: (resolution, sequence, random, timing) => {
    const tones = oddballTones(sequence, random);
    return drawnFrames(timing, (time) =>
      sequence.display === 'course'
        ? tonePicture(resolution, tones)
        : toneFrames(resolution, tones, time),
    );
  },
});
