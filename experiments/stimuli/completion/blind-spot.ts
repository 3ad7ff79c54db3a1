import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, luminanceEntry } from '../../drawing/entries.ts';
import { paintFigures } from '../../drawing/paint.ts';
import { type Shape, box, circleLine, disc, union } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'blind-spot',
  summary: 'A bar, cross or ring over a blind spot: a grey disc of which the senses say nothing.',
  sources: [REFERENCES.ramanSarkar2016],
  antiAliasing: 'exact',
  parameters: {
    figureShape: {
      kind: 'choice',
      default: 'bar',
      choices: ['bar', 'cross', 'ring', 'end'],
      meaning: 'What passes the spot; an end reaches it from one side only, the control.',
    },
    spot: degreesEntry(1, 'Radius of the spot (target 1).', [0, 10]),
    lineWidth: degreesEntry(0.5, 'Width of the lines.', [0.02, 5]),
    length: degreesEntry(6, 'Length of the lines.', [0.1, 40]),
    figure: luminanceEntry(0.1, 'Luminance of the figure.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  render: (resolution, { figureShape, spot, lineWidth, length, figure, ground }) => {
    const middle = { x: 0, y: 0 };
    const level = box(middle, length, lineWidth);
    const shapes: Readonly<Record<string, Shape>> = {
      bar: level,
      cross: union([level, box(middle, lineWidth, length)]),
      ring: circleLine(0, -length / 4, length / 4, lineWidth),
      end: box({ x: -length / 4, y: 0 }, length / 2, lineWidth),
    };
    return paintFigures(resolution, ground, [
      { shape: shapes[figureShape] ?? level, paint: figure, masks: { figureMask: 1 } },
      { shape: disc(0, 0, spot), paint: ground, target: 1 },
    ]);
  },
});
