import { REFERENCES } from '../../../agents/index.ts';
import { countEntry } from '../../drawing/entries.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { rovingTones, toneEntries, toneFrames, tonePicture } from '../../drawing/tones.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'tone-roving',
  summary:
    'Trains of equal tones: the first of a train is a deviant, and then becomes the standard.',
  sources: [REFERENCES.garrido2008],
  antiAliasing: 'none',
  parameters: {
    display: {
      kind: 'choice',
      default: 'course',
      choices: ['course', 'moment'],
      meaning: 'The whole course as a picture, or in time what is heard at each moment.',
    },
    ...toneEntries,
    shortest: countEntry(3, [1, 50], 'Fewest tones of a train.'),
    longest: countEntry(6, [1, 50], 'Most tones of a train.'),
  },
  duration: ({ display, tones, soa }) => (display === 'course' ? 1 : tones * soa),
  frames: (resolution, sequence, random, timing) => {
    const tones = rovingTones(sequence, random);
    return drawnFrames(timing, (time) =>
      sequence.display === 'course'
        ? tonePicture(resolution, tones)
        : toneFrames(resolution, tones, time),
    );
  },
});
