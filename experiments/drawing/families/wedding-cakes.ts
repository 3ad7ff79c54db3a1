import { defineDrawer, drawn, impossible, uniformField } from '../drawer.ts';
import { rounded } from '../regions.ts';
import { luminance, luminancePair, size } from '../table-entries.ts';

const targets = (which: string) =>
  ({
    kind: 'pairs',
    default: [],
    min: -1000,
    max: 1000,
    unit: '1',
    whole: true,
    meaning: `Which of the ${which} L shapes have a target: steps along a staircase, then staircases to the right.`,
  }) as const;

/** How large the L shapes are in pixels: height of arms, width of feet, thickness of both. */
interface LShape {
  readonly high: number;
  readonly wide: number;
  readonly thick: number;
}

/** In which L a pixel is, and how far below and to the right of the upper left corner of its foot; rows of the arm are negative. */
interface Place {
  readonly step: number;
  readonly stair: number;
  readonly down: number;
  readonly right: number;
}

/**
 * L shapes of two luminances that fit into each other like steps of a cake. Each L has an arm upwards and a foot to the right;
 * at the end of its foot begins the next one of the same staircase, h - t further down and w to the right for arms h high,
 * feet w wide and both t thick. The next staircase, of the other luminance, is t further up and to the right. They fill the
 * plane, every one of them t (h + w - t) pixels large. Where it begins follows from the size of the picture.
 */
export const weddingCake = defineDrawer({
  parameters: {
    LSize: {
      kind: 'list',
      default: [2, 2, 0.5],
      min: 0.01,
      max: 1000,
      unit: 'degree',
      minLength: 3,
      maxLength: 3,
      meaning: 'Height, width and thickness of the L shapes.',
    },
    targetHeight: size(0.5, 'Height of the targets.'),
    targetIndices1: { ...targets('first'), default: [[2, 2]] },
    targetIndices2: { ...targets('second'), default: [[2, 1]] },
    intensityBars: luminancePair([0, 1], 'the second and the first L shapes'),
    intensityTarget: luminance(0.5, 'targets'),
  },
  render: (resolution, values) => {
    const { shape, pixelsPerDegree } = resolution;
    const inPixels = (side: number): number => Math.floor(rounded(side * pixelsPerDegree[0]));
    const [rows, columns] = shape;
    const [high = 1, wide = 1, thick = 1] = values.LSize.map((side) => Math.max(1, inPixels(side)));
    if (thick * 2 > high || thick > wide) {
      throw impossible(
        'LSize',
        'a thickness of at most half of the height, and of the width',
        `${thick} of ${high} and ${wide} px`,
      );
    }
    const placeOf = placesOf({ high, wide, thick });
    const arm = high - 2 * thick;
    const tall = inPixels(values.targetHeight);
    const top = Math.floor((arm - tall) / 2) - arm;
    const pixels = uniformField(resolution, values.intensityBars[0]);
    const targetMask = new Uint16Array(pixels.length);
    const firstStair = 2 * Math.ceil(Math.min(rows, columns) / (2 * thick)) - 1;
    const numberOf = new Map<string, number>();
    [values.targetIndices1, values.targetIndices2].forEach((list, which) => {
      for (const [step, stair] of list) {
        numberOf.set(`${step + 1} ${firstStair - which + 2 * stair}`, which + 1);
      }
    });
    for (let row = 0, pixel = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, pixel++) {
        const { step, stair, down, right } = placeOf(row - columns, column + rows - 1 + 2 * thick);
        pixels[pixel] = values.intensityBars[stair % 2 === 0 ? 0 : 1];
        if (right >= thick || down < top || down >= top + tall) continue;
        const number = numberOf.get(`${step} ${stair}`);
        if (number === undefined) continue;
        pixels[pixel] = values.intensityTarget;
        targetMask[pixel] = number;
      }
    }
    return drawn(resolution, pixels, { targetMask });
  },
});

/** Finds the L of a pixel; that with step and stair 0 has the upper left corner of its foot at the pixel (0, 0). */
function placesOf({ high, wide, thick }: LShape): (row: number, column: number) => Place {
  const rise = high - thick;
  return (row, column) => {
    // Along a diagonal downwards to the left nothing but the step changes the sum of row and column.
    let step = Math.floor((row + column + rise) / (rise + wide));
    for (;;) {
      const [below, beyond] = [row - step * rise, column - step * wide];
      const footStair = -Math.floor(below / thick);
      const along = beyond - footStair * thick;
      if (along >= 0 && along < wide) {
        return { step, stair: footStair, down: below + footStair * thick, right: along };
      }
      const armStair = Math.floor(beyond / thick);
      const down = below + armStair * thick;
      if (down < 0 && down >= -rise) {
        return { step, stair: armStair, down, right: beyond - armStair * thick };
      }
      // Sums of neighbouring steps overlap by the thickness.
      step--;
    }
  };
}
