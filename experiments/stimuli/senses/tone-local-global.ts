import { REFERENCES } from '../../../agents/index.ts';
import { secondsEntry } from '../../drawing/entries.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { localGlobalTones, toneEntries, toneFrames, tonePicture } from '../../drawing/tones.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'tone-local-global',
  summary:
    'Groups of five tones whose last one may break the rule of its group or that of the groups before.',
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
    globalRule: {
      kind: 'choice',
      default: 'xxxxY',
      choices: ['xxxxx', 'xxxxY'],
      meaning: 'What the usual groups are; the last group is the other one.',
    },
    gap: secondsEntry(0.6, 'Additional time between groups.', [0, 10]),
  },
  duration: ({ display, tones, soa, gap }) =>
    display === 'course' ? 1 : Math.max(2, Math.floor(tones / 5)) * (5 * soa + gap),
  frames: (resolution, sequence, _, timing) => {
    const tones = localGlobalTones(sequence);
    return drawnFrames(timing, (time) =>
      sequence.display === 'course'
        ? tonePicture(resolution, tones)
        : toneFrames(resolution, tones, time),
    );
  },
});
