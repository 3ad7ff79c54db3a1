import { REFERENCES } from '../../../agents/index.ts';
import { countEntry } from '../../drawing/entries.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { manyStandardTones, toneEntries, toneFrames, tonePicture } from '../../drawing/tones.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'tone-many-standards',
  summary:
    'As many different tones as in no order, equally rare: the control of an oddball, in which nothing is a standard.',
  sources: [REFERENCES.jacobsenSchroger2001],
  antiAliasing: 'none',
  parameters: {
    display: {
      kind: 'choice',
      default: 'course',
      choices: ['course', 'moment'],
      meaning: 'The whole course as a picture, or in time what is heard at each moment.',
    },
    ...toneEntries,
    kinds: countEntry(
      5,
      [2, 10],
      'Number of different tones; the second is the deviant of an oddball.',
    ),
  },
  duration: ({ display, tones, soa }) => (display === 'course' ? 1 : tones * soa),
  frames: (resolution, sequence, random, timing) => {
    const tones = manyStandardTones(sequence, random);
    return drawnFrames(timing, (time) =>
      sequence.display === 'course'
        ? tonePicture(resolution, tones)
        : toneFrames(resolution, tones, time),
    );
  },
});
