import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, knobEntries, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { paintFigures } from '../../drawing/paint.ts';
import { type Shape, both, circleLine, wedge } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'jastrow-illusion',
  summary: 'Of two equal ring segments, the one on the inner side looks larger.',
  sources: [REFERENCES.muellerLyer1889, REFERENCES.jastrow1892],
  illusion: 'size',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries('degree', {
      strength: 1.1,
      strengthRange: [-5, 5],
      differenceRange: [-30, 30],
      strengthMeaning:
        'How far below the other one a segment lies; positive: the left lower one is target 1 and looks larger.',
      differenceMeaning: 'Opening of target 1 minus that of target 2.',
    }),
    radius: degreesEntry(4, 'Radius of the middle of the segments.', [0.5, 20]),
    width: degreesEntry(1, 'Width of the segments.', [0.05, 5]),
    opening: numberEntry('degree', 50, [5, 170], 'Opening of the segments.'),
    figure: luminanceEntry(0.1, 'Luminance of the figure.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  render: (resolution, { strength, difference, radius, width, opening, figure, ground }) => {
    const segment = (drop: number, turn: number): Shape => {
      const centre = { x: 0, y: -radius + drop };
      return both(circleLine(centre.x, centre.y, radius, width), wedge(centre, 90, opening + turn));
    };
    return paintFigures(resolution, ground, [
      { shape: segment(-strength / 2, difference / 2), paint: figure, target: 1 },
      { shape: segment(strength / 2, -difference / 2), paint: figure, target: 2 },
    ]);
  },
});
