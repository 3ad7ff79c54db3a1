import { expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import {
  askedClass,
  familyData,
  QUALITY_CEILING,
  ringDensity,
  TOY_DENSITIES,
  toyDensity,
} from '../../../experiments/index.ts';

const { modes, draw } = ringDensity();
const PER_CLASS = 500;

test('a perfect sampler reaches the ceiling, one that does not listen an eighth of it', () => {
  const random = createRandom(1, 'asked');
  const drawn = Array.from({ length: 8 * PER_CLASS * 2 }, () => draw(random));
  const listening = modes!.means.map((_, kind) =>
    drawn.filter(({ part }) => part === kind).map(({ point }) => point),
  );
  const perfect = askedClass(listening, modes!);
  expect(perfect.nearest).toBe(1);
  expect(Math.abs(perfect.within - QUALITY_CEILING)).toBeLessThan(
    4 * Math.sqrt((QUALITY_CEILING * (1 - QUALITY_CEILING)) / drawn.length),
  );
  const deaf = askedClass(
    modes!.means.map((_, kind) =>
      drawn.slice(kind * PER_CLASS, (kind + 1) * PER_CLASS).map(({ point }) => point),
    ),
    modes!,
  );
  expect(deaf.points).toBe(8 * PER_CLASS);
  expect(Math.abs(deaf.nearest - deaf.chance)).toBeLessThan(
    4 * Math.sqrt((0.125 * 0.875) / (8 * PER_CLASS)),
  );
  expect(Math.abs(deaf.within - QUALITY_CEILING / 8)).toBeLessThan(
    4 * Math.sqrt((0.125 * 0.875) / (8 * PER_CLASS)),
  );
});

test.each(TOY_DENSITIES)('points of %s come with the part that they are of', (name) => {
  const { size, rows, count, classes } = familyData(name, 3);
  const density = toyDensity(name);
  expect(classes!.count).toBe(density.parts);
  const counts = new Array<number>(density.parts).fill(0);
  for (let row = 0; row < count; row++) {
    const [x, y] = rows.subarray(row * size, (row + 1) * size);
    const label = classes!.labels[row]!;
    counts[label]!++;
    const { modes: clouds } = density;
    if (clouds === null) {
      // Half circles around (0, 0) and (1, 1/2), of radius 1, with noise of .05.
      const [middleX, middleY] = label === 0 ? [0, 0] : [1, 0.5];
      expect(Math.abs(Math.hypot(x! - middleX, y! - middleY) - 1)).toBeLessThan(0.3);
    } else {
      const [middleX, middleY] = clouds.means[label]!;
      expect(Math.hypot(x! - middleX!, y! - middleY!)).toBeLessThan(7 * clouds.deviation);
    }
  }
  const expected = count / density.parts;
  for (const own of counts) expect(Math.abs(own - expected)).toBeLessThan(6 * Math.sqrt(expected));
});
