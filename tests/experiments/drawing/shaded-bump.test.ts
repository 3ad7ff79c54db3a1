import { expect, test } from '@jest/globals';
import { shadedBump } from '../../../experiments/drawing/shaded-bump.ts';

test('a bump is the slope of a Gaussian towards the light', () => {
  const [side, width, direction] = [9, 2.3, 70];
  const shading = shadedBump(side, width, direction);
  const height = (x: number, y: number): number =>
    -width * Math.exp(0.5 - (x * x + y * y) / (2 * width * width));
  const [along, across] = [Math.sin(1.2217304763960306), Math.cos(1.2217304763960306)];
  shading.forEach((light, pixel) => {
    const [x, y] = [(pixel % side) - 4, 4 - Math.floor(pixel / side)];
    const step = 1e-4;
    const slope =
      (height(x + along * step, y + across * step) - height(x - along * step, y - across * step)) /
      (2 * step);
    expect(light).toBeCloseTo(slope, 6);
  });
});

test('light from the opposite direction makes it a dent', () => {
  const bump = shadedBump(8, 2, 25);
  shadedBump(8, 2, 205).forEach((light, pixel) => {
    expect(light).toBeCloseTo(-bump[pixel]!, 12);
  });
});
