import type { Pair } from '../../resolution.ts';
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
    meaning: `Which of the ${which} L shapes have a target: vertical before horizontal steps from the middle.`,
  }) as const;

/**
 * L shapes of two luminances that fit into each other like steps of a cake. Each L has an arm upwards and a foot to the right;
 * the next one up and to the right has the other luminance. They fill the plane, every one of them t (h + w - t) pixels large
 * for arms h high, feet w wide and both t thick.
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
    targetIndices1: { ...targets('first'), default: [[0, 0]] },
    targetIndices2: { ...targets('second'), default: [[1, 0]] },
    intensityBars: luminancePair([0, 1], 'the second and the first L shapes'),
    intensityTarget: luminance(0.5, 'targets'),
  },
  render: (resolution, values) => {
    const { shape, pixelsPerDegree } = resolution;
    const density = pixelsPerDegree[0];
    const [rows, columns] = shape;
    const [high = 1, wide = 1, thick = 1] = values.LSize.map((side) =>
      Math.max(1, Math.round(rounded(side * density))),
    );
    if (thick * 2 > high || thick > wide) {
      throw impossible(
        'LSize',
        'a thickness of at most half of the height',
        `${thick} of ${high} px`,
      );
    }
    const period = high + wide - thick;
    const arm = high - 2 * thick;
    const tall = Math.round(rounded(values.targetHeight * density));
    const pixels = uniformField(resolution, values.intensityBars[0]);
    const targetMask = new Uint16Array(pixels.length);
    const numberOf = new Map<string, number>();
    [values.targetIndices1, values.targetIndices2].forEach((list, parity) => {
      list.forEach(([down, across]) => {
        numberOf.set(`${parity} ${down} ${across}`, numberOf.size + 1);
      });
    });
    const [middleRow, middleColumn] = [Math.floor(rows / 2), Math.floor(columns / 2)];
    for (let row = 0, pixel = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, pixel++) {
        const [step, above, lattice] = placeOf(row - middleRow, column - middleColumn);
        const parity = ((step % 2) + 2) % 2;
        pixels[pixel] = values.intensityBars[1 - parity]!;
        // Rows above the foot, from its upper edge.
        const isMiddle = above > (arm - tall) / 2 && above <= (arm + tall) / 2;
        const number = isMiddle
          ? numberOf.get(`${parity} ${lattice} ${(step - parity) / 2}`)
          : undefined;
        if (number === undefined) continue;
        pixels[pixel] = values.intensityTarget;
        targetMask[pixel] = number;
      }
    }
    return drawn(resolution, pixels, { targetMask });

    /** In which L a pixel is: steps up and to the right, rows above its foot (0 in it), periods downwards. */
    function placeOf(down: number, right: number): readonly [number, number, number] {
      const first = Math.floor(right / thick);
      for (let back = 0; back * thick < wide + thick; back++) {
        const step = first - back;
        const [lattice, inside] = split(down + step * thick);
        if (inside < thick && right - step * thick < wide + thick) return [step, 0, lattice];
      }
      const [lattice, inside] = split(down + first * thick);
      // The arm stands above the foot of the next period.
      return [first, period - inside, lattice + 1];
    }

    function split(down: number): Pair {
      const lattice = Math.floor(down / period);
      return [lattice, down - lattice * period];
    }
  },
});
