import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, knobEntries, luminanceEntry } from '../../drawing/entries.ts';
import { radians } from '../../drawing/plane.ts';
import { defineStimulus } from '../../stimulus.ts';

/** What decides where mortar lies. */
interface Wall {
  readonly height: number;
  readonly mortar: number;
  readonly difference: number;
}

/**
 * Height of a line of mortar: line 0 is the lower of the first two above and below the middle, and lines are tilted in turn.
 */
function lineAt(line: number, x: number, { height, difference }: Wall): number {
  const rise = difference === 0 ? 0 : x * Math.tan(radians(difference / 2));
  return (line - 0.5) * height + (line % 2 === 0 ? -rise : rise);
}

/** Row of bricks at a point: row n lies on line n. */
function rowAt(x: number, y: number, wall: Wall): number {
  let row = Math.floor(y / wall.height + 0.5);
  if (wall.difference === 0) return row;
  while (y >= lineAt(row + 1, x, wall)) row++;
  while (y < lineAt(row, x, wall)) row--;
  return row;
}

/** The line of mortar at a point, `null` beside mortar. */
function mortarAt(x: number, y: number, wall: Wall): number | null {
  const row = rowAt(x, y, wall);
  const below = y - lineAt(row, x, wall);
  const above = lineAt(row + 1, x, wall) - y;
  return Math.min(below, above) >= wall.mortar / 2 ? null : below < above ? row : row + 1;
}

export default defineStimulus({
  name: 'cafe-wall',
  summary:
    'Rows of dark and light bricks, shifted against each other, make level mortar look tilted.',
  sources: [REFERENCES.gregoryHeard1979],
  illusion: 'orientation',
  antiAliasing: 'oversampling',
  parameters: {
    ...knobEntries(
      'brick',
      {
        strength: 0.5,
        strengthRange: [-1, 1],
        differenceRange: [-10, 10],
        strengthMeaning:
          'How far the row below the upper target is shifted to the right against the one above it, and every second row so; positive turns the upper target counter-clockwise in appearance and the lower one clockwise, 0 and 1 are controls.',
        differenceMeaning:
          'Tilt of the upper target counter-clockwise against the lower one; half of it each.',
      },
      'degree',
    ),
    brick: degreesEntry(1, 'Width of a brick.', [0.05, 10]),
    height: degreesEntry(0.8, 'Height of a row.', [0.05, 10]),
    mortar: degreesEntry(0.06, 'Width of the mortar.', [0, 2]),
    dark: luminanceEntry(0, 'Luminance of dark bricks.'),
    light: luminanceEntry(1, 'Luminance of light bricks.'),
    grey: luminanceEntry(0.5, 'Luminance of the mortar.'),
  },
  luminance: (x, y, wall) => {
    if (mortarAt(x, y, wall) !== null) return wall.grey;
    const isShifted = rowAt(x, y, wall) % 2 === 0;
    const column = Math.floor(x / wall.brick - (isShifted ? wall.strength : 0));
    return column % 2 === 0 ? wall.light : wall.dark;
  },
  masks: {
    mortarMask: (x, y, wall) => (mortarAt(x, y, wall) === null ? 0 : 1),
    targetMask: (x, y, wall) => {
      const line = mortarAt(x, y, wall);
      return line === 1 ? 1 : line === 0 ? 2 : 0;
    },
  },
});
