import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, degreesEntry, numberEntry } from '../../drawing/entries.ts';
import { turnedAxes } from '../../drawing/plane.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'dead-leaves-scene',
  summary:
    'Leaves at random depths, nearer ones larger, shaded and lit by a slope of light: dead leaves with depth and illumination.',
  sources: [REFERENCES.leeMumfordHuang2001],
  antiAliasing: 'none',
  parameters: {
    leaves: countEntry(400, [1, 2000], 'Number of leaves.'),
    shape: {
      kind: 'choice',
      default: 'disc',
      choices: ['disc', 'square'],
      meaning: 'Shape of the leaves.',
    },
    size: degreesEntry(1.2, 'Half size of a leaf at unit depth.', [0.05, 10]),
    farthest: numberEntry('1', 6, [1.01, 50], 'Largest depth; the smallest is 1.'),
    shading: numberEntry(
      '1',
      0.3,
      [0, 1],
      'Share of the luminance that depends on where on its leaf a point lies.',
    ),
    illumination: numberEntry(
      '1',
      0.5,
      [0, 1],
      'How much less light there is at the darkest place.',
    ),
  },
  render: (
    {
      shape: [rows, columns],
      pixelsPerDegree: [vertical, horizontal],
      visualSize: [height, width],
    },
    scene,
    random,
  ) => {
    const leaves = Array.from({ length: scene.leaves }, () => {
      // Uniform in volume: as many leaves per cubic unit everywhere, so that sizes follow a power law.
      const nearest = 1;
      const depth = Math.cbrt(nearest + random.uniform() * (scene.farthest ** 3 - nearest));
      const radius = scene.size / depth;
      return {
        depth,
        radius,
        x: (random.uniform() - 0.5) * (width + 2 * radius),
        y: (random.uniform() - 0.5) * (height + 2 * radius),
        turn: random.uniform() * 360,
        reflectance: 0.1 + 0.85 * random.uniform(),
        slope: random.uniform() * 2 * Math.PI,
      };
    }).sort((one, other) => other.depth - one.depth);
    const direction = random.uniform() * 2 * Math.PI;
    const pixels = new Float32Array(rows * columns);
    const leafMask = new Uint16Array(rows * columns);
    const depthMask = new Uint16Array(rows * columns);
    const far = 0.3;
    pixels.fill(far);
    leaves.forEach((leaf, number) => {
      const reach = leaf.radius * Math.SQRT2;
      const top = Math.max(0, Math.floor(rows / 2 - (leaf.y + reach) * vertical));
      const bottom = Math.min(rows, Math.ceil(rows / 2 - (leaf.y - reach) * vertical));
      const left = Math.max(0, Math.floor(columns / 2 + (leaf.x - reach) * horizontal));
      const right = Math.min(columns, Math.ceil(columns / 2 + (leaf.x + reach) * horizontal));
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          const dx = (column + 0.5 - columns / 2) / horizontal - leaf.x;
          const dy = -(row + 0.5 - rows / 2) / vertical - leaf.y;
          const own = turnedAxes(dx, dy, leaf.turn);
          const inside =
            scene.shape === 'disc'
              ? dx * dx + dy * dy < leaf.radius ** 2
              : Math.max(Math.abs(own.x), Math.abs(own.y)) < leaf.radius;
          if (!inside) continue;
          const index = row * columns + column;
          const along = (dx * Math.cos(leaf.slope) + dy * Math.sin(leaf.slope)) / reach;
          pixels[index] = leaf.reflectance * (1 - scene.shading * (0.5 + 0.5 * along));
          leafMask[index] = number + 1;
          depthMask[index] = Math.round(100 * leaf.depth);
        }
      }
    });
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const across =
          (column / columns - 0.5) * Math.cos(direction) + (row / rows - 0.5) * Math.sin(direction);
        const light = 1 - scene.illumination * (0.5 + across / Math.SQRT2);
        pixels[row * columns + column] = pixels[row * columns + column]! * light;
      }
    }
    return { rows, columns, pixels, masks: { leafMask, depthMask } };
  },
});
