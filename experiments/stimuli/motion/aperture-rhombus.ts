import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, luminanceEntry, numberEntry, secondsEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { box, curve } from '../../drawing/shapes.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'aperture-rhombus',
  summary:
    'A rhombus that circles behind bars which hide its corners: its sides seem to move each for itself.',
  sources: [REFERENCES.lorenceauShiffrar1992],
  antiAliasing: 'exact',
  parameters: {
    size: degreesEntry(2, 'Distance of the corners from the middle.', [0.1, 20]),
    orbit: degreesEntry(0.4, 'Radius of the circle that the rhombus moves on.', [0, 5]),
    cyclesPerSecond: numberEntry('Hz', 1, [-20, 20], 'Turns per second, counter-clockwise.'),
    covers: {
      kind: 'choice',
      default: 'visible',
      choices: ['visible', 'invisible', 'none'],
      meaning:
        'Bars over the corners: seen, of the luminance of the ground, or none (the control).',
    },
    coverWidth: degreesEntry(1.6, 'Side of the bars.', [0, 10]),
    lineWidth: degreesEntry(0.12, 'Width of the outline.', [0.01, 2]),
    figure: luminanceEntry(0.1, 'Luminance of the figure.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
    duration: secondsEntry(1, 'How long it lasts.', [0.01, 60]),
  },
  duration: ({ duration }) => duration,
  frames: (resolution, rhombus, _, timing) => {
    const { size, orbit, coverWidth } = rhombus;
    return drawnFrames(timing, (time) => {
      const turn = 2 * Math.PI * rhombus.cyclesPerSecond * time;
      const centre = { x: orbit * Math.cos(turn), y: orbit * Math.sin(turn) };
      const corners = [0, 1, 2, 3].map((corner) => ({
        x: centre.x + size * Math.cos((corner * Math.PI) / 2),
        y: centre.y + size * Math.sin((corner * Math.PI) / 2),
      }));
      const covers = [0, 1, 2, 3].map((corner): Figure => ({
        shape: box(
          {
            x: size * Math.cos((corner * Math.PI) / 2),
            y: size * Math.sin((corner * Math.PI) / 2),
          },
          coverWidth,
          coverWidth,
        ),
        paint: rhombus.covers === 'visible' ? 0.8 : rhombus.ground,
        masks: { coverMask: corner + 1 },
      }));
      return paintFigures(resolution, rhombus.ground, [
        {
          shape: curve([...corners, corners[0]!], rhombus.lineWidth),
          paint: rhombus.figure,
          target: 1,
        },
        ...(rhombus.covers === 'none' ? [] : covers),
      ]);
    });
  },
});
