import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, degreesEntry, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { radians } from '../../drawing/plane.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'two-tone',
  summary:
    'A shaded scene of bumps reduced to black and white: a Mooney picture, hard to read before one has seen it in grey.',
  sources: [REFERENCES.mooney1957],
  antiAliasing: 'none',
  parameters: {
    bumps: countEntry(5, [1, 30], 'Number of bumps.'),
    radius: degreesEntry(1.3, 'Largest radius of a bump.', [0.1, 10]),
    light: numberEntry(
      'degree',
      120,
      [0, 360],
      "Direction from which light comes, counter-clockwise from 3 o'clock.",
    ),
    threshold: luminanceEntry(0.5, 'Luminance from which a point is white.'),
    tones: {
      kind: 'choice',
      default: 'two',
      choices: ['two', 'grey'],
      meaning: 'Black and white, or the grey picture that explains it.',
    },
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
    const bumps = Array.from({ length: scene.bumps }, () => ({
      x: (random.uniform() - 0.5) * 0.8 * width,
      y: (random.uniform() - 0.5) * 0.8 * height,
      radius: scene.radius * (0.4 + 0.6 * random.uniform()),
    }));
    const lit = { x: Math.cos(radians(scene.light)), y: Math.sin(radians(scene.light)) };
    const pixels = new Float32Array(rows * columns);
    const bumpMask = new Uint16Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      const y = -(row + 0.5 - rows / 2) / vertical;
      for (let column = 0; column < columns; column++) {
        const x = (column + 0.5 - columns / 2) / horizontal;
        let grey = 0.5 + (0.15 * (x * lit.x + y * lit.y)) / Math.max(width, height);
        bumps.forEach((bump, index) => {
          const dx = (x - bump.x) / bump.radius;
          const dy = (y - bump.y) / bump.radius;
          const squared = dx * dx + dy * dy;
          if (squared >= 1) return;
          // Lambert's law on half of a sphere, lit obliquely.
          const facing = (dx * lit.x + dy * lit.y) * 0.8 + Math.sqrt(1 - squared) * 0.6;
          grey = Math.max(0, facing);
          bumpMask[row * columns + column] = index + 1;
        });
        pixels[row * columns + column] =
          scene.tones === 'grey' ? Math.min(1, grey) : grey >= scene.threshold ? 1 : 0;
      }
    }
    return { rows, columns, pixels, masks: { bumpMask } };
  },
});
