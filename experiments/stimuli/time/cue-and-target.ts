import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, luminanceEntry, secondsEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { box, boxLine, disc } from '../../drawing/shapes.ts';
import { inSequence, shareAt } from '../../drawing/time-course.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'cue-and-target',
  summary: 'A cue on one side, then a target on the same side or on the other one.',
  sources: [REFERENCES.posner1980],
  antiAliasing: 'exact',
  parameters: {
    cue: {
      kind: 'choice',
      default: 'left',
      choices: ['left', 'right', 'both'],
      meaning: 'Which box is cued; both is neutral.',
    },
    side: {
      kind: 'choice',
      default: 'left',
      choices: ['left', 'right'],
      meaning: 'Where the target (target 1) appears.',
    },
    soa: secondsEntry(0.15, 'From the onset of the cue to the onset of the target.', [0.001, 5]),
    cueShown: secondsEntry(0.05, 'How long the cue is shown, at most the SOA.', [0.001, 5]),
    targetShown: secondsEntry(0.1, 'How long the target is shown.', [0.001, 5]),
    lead: secondsEntry(0.3, 'Time before the cue.', [0, 10]),
    distance: degreesEntry(2.5, 'Distance of the boxes from the fixation cross.', [0.2, 20]),
    boxSide: degreesEntry(1.2, 'Side of the boxes.', [0.1, 10]),
    figure: luminanceEntry(0.1, 'Luminance of the figure.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  duration: ({ lead, soa, targetShown }) => lead + soa + targetShown + 0.5,
  frames: (resolution, trial, _, timing) => {
    const [cue, target] = inSequence(
      'cue-and-target',
      [
        { content: 'cue', duration: trial.cueShown },
        { content: 'target', duration: trial.targetShown, after: { soa: trial.soa } },
      ],
      { start: trial.lead },
    );
    return drawnFrames(timing, (time) => {
      const frame = (name: string, sign: number, number: number): Figure => {
        const isCued =
          cue !== undefined &&
          shareAt(time, cue) > 0 &&
          (trial.cue === name || trial.cue === 'both');
        return {
          shape: boxLine({ x: sign * trial.distance, y: 0 }, trial.boxSide, trial.boxSide, {
            line: isCued ? 0.25 : 0.08,
          }),
          paint: isCued ? 1 : trial.figure,
          masks: { boxMask: number, ...(isCued ? { cueMask: number } : {}) },
        };
      };
      return paintFigures(resolution, trial.ground, [
        { shape: box({ x: 0, y: 0 }, 0.4, 0.08), paint: trial.figure },
        { shape: box({ x: 0, y: 0 }, 0.08, 0.4), paint: trial.figure },
        frame('left', -1, 1),
        frame('right', 1, 2),
        ...(target !== undefined && shareAt(time, target) > 0
          ? [
              {
                shape: disc(
                  trial.side === 'left' ? -trial.distance : trial.distance,
                  0,
                  trial.boxSide / 4,
                ),
                paint: trial.figure,
                target: 1,
              },
            ]
          : []),
      ]);
    });
  },
});
