import { describe, expect, test } from '@jest/globals';
import {
  convexityTuning,
  type LightWorld,
} from '../../../experiments/ideal-observers/light-direction.ts';

const RADIANS = Math.PI / 180;

/** The same by least squares on a fine grid of lights, weighted by their density. */
function byQuadrature({ lights, noise }: LightWorld): { amplitude: number; phase: number } {
  let [up, right, upUp, upRight, rightRight] = [0, 0, noise, 0, noise];
  for (const { share, mean, deviation } of lights) {
    const grid = Array.from({ length: 4001 }, (_, at) => (at - 2000) / 250);
    const density = grid.map((z) => Math.exp((-z * z) / 2));
    const total = density.reduce((sum, one) => sum + one, 0);
    grid.forEach((z, at) => {
      const weight = (share * density[at]!) / total;
      const [y, x] = [
        Math.cos(RADIANS * (mean + deviation * z)),
        Math.sin(RADIANS * (mean + deviation * z)),
      ];
      up += weight * y;
      right += weight * x;
      upUp += weight * y * y;
      upRight += weight * y * x;
      rightRight += weight * x * x;
    });
  }
  const determinant = upUp * rightRight - upRight ** 2;
  const along = [
    (rightRight * up - upRight * right) / determinant,
    (upUp * right - upRight * up) / determinant,
  ] as const;
  return { amplitude: Math.hypot(...along), phase: Math.atan2(along[1], along[0]) / RADIANS };
}

describe('the best linear guess of convexity', () => {
  test.each([
    [[{ share: 1, mean: 0, deviation: 30 }], 0.02],
    [[{ share: 1, mean: -65, deviation: 47 }], 0.3],
    [
      [
        { share: 0.8, mean: 0, deviation: 30 },
        { share: 0.2, mean: 30, deviation: 30 },
      ],
      0.01,
    ],
    [
      [
        { share: 0.5, mean: 12, deviation: 5 },
        { share: 0.3, mean: 100, deviation: 60 },
        { share: 0.2, mean: -140, deviation: 20 },
      ],
      0.1,
    ],
  ])('of light from %j with noise %f is that of a quadrature', (lights, noise) => {
    const closed = convexityTuning({ lights, noise });
    const summed = byQuadrature({ lights, noise });
    expect(closed.amplitude).toBeCloseTo(summed.amplitude, 6);
    expect(closed.phase).toBeCloseTo(summed.phase, 5);
  });

  test('prefers no direction where light comes from everywhere', () => {
    const { amplitude } = convexityTuning({
      lights: [{ share: 1, mean: 0, deviation: Infinity }],
      noise: 0.1,
    });
    expect(amplitude).toBe(0);
  });

  test('turns with the light', () => {
    const lights = (mean: number) => [{ share: 1, mean, deviation: 30 }];
    const above = convexityTuning({ lights: lights(0), noise: 0.02 });
    const left = convexityTuning({ lights: lights(-10), noise: 0.02 });
    expect(left.amplitude).toBeCloseTo(above.amplitude, 12);
    expect(left.phase - above.phase).toBeCloseTo(-10, 10);
  });
});
