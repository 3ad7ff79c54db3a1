import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, numberEntry } from '../../drawing/entries.ts';
import { radians } from '../../drawing/plane.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'hollow-mask',
  summary:
    'A face-like surface in relief, lit from one side; hollow it is lit as if from the other side.',
  sources: [REFERENCES.hillJohnston2007],
  antiAliasing: 'none',
  parameters: {
    relief: numberEntry(
      '1',
      1,
      [-1, 1],
      'Height of the relief; negative is hollow, which convexity and light from above make look raised.',
    ),
    light: numberEntry(
      'degree',
      90,
      [0, 360],
      "Direction from which light comes, counter-clockwise from 3 o'clock.",
    ),
    size: degreesEntry(2.6, 'Half of the height of the face.', [0.2, 20]),
    ambient: numberEntry('1', 0.35, [0, 1], 'Share of light that comes from everywhere.'),
  },
  render: (
    { shape: [rows, columns], pixelsPerDegree: [vertical, horizontal] },
    { relief, light, size, ambient },
  ) => {
    const bump = (x: number, y: number, cx: number, cy: number, sx: number, sy: number): number =>
      Math.exp(-(((x - cx) / sx) ** 2) - ((y - cy) / sy) ** 2);
    const height = (x: number, y: number): number =>
      0.9 * Math.sqrt(Math.max(0, 1 - (x / 0.75) ** 2 - y ** 2)) +
      0.35 * bump(x, y, 0, -0.05, 0.12, 0.28) +
      0.1 * bump(x, y, 0, -0.5, 0.25, 0.1) -
      0.18 * bump(x, y, 0.3, 0.25, 0.16, 0.1) -
      0.18 * bump(x, y, -0.3, 0.25, 0.16, 0.1);
    const lit = { x: 0.7 * Math.cos(radians(light)), y: 0.7 * Math.sin(radians(light)), z: 0.714 };
    const step = 1e-3;
    const pixels = new Float32Array(rows * columns);
    const targetMask = new Uint16Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      const y = -(row + 0.5 - rows / 2) / vertical / size;
      for (let column = 0; column < columns; column++) {
        const x = (column + 0.5 - columns / 2) / horizontal / size;
        const index = row * columns + column;
        if ((x / 0.75) ** 2 + y ** 2 >= 0.98) {
          pixels[index] = 0.5;
          continue;
        }
        targetMask[index] = 1;
        const dx = (relief * (height(x + step, y) - height(x - step, y))) / (2 * step);
        const dy = (relief * (height(x, y + step) - height(x, y - step))) / (2 * step);
        const facing = (lit.z - dx * lit.x - dy * lit.y) / Math.hypot(1, dx, dy);
        pixels[index] = Math.min(1, ambient + (1 - ambient) * Math.max(0, facing));
      }
    }
    return { rows, columns, pixels, masks: { targetMask } };
  },
});
