import { REFERENCES } from '../../../agents/index.ts';
import { contrastEntry, countEntry, degreesEntry, numberEntry } from '../../drawing/entries.ts';
import { radians, turnedAxes } from '../../drawing/plane.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'contour-integration',
  summary: 'A string of Gabors along a path among Gabors of random orientation.',
  sources: [REFERENCES.fieldHayesHess1993],
  antiAliasing: 'exact',
  parameters: {
    elements: countEntry(7, [2, 20], 'Number of elements of the path.'),
    spacing: degreesEntry(0.9, 'Distance of neighbouring elements.', [0.4, 5]),
    bend: numberEntry('degree', 15, [-60, 60], 'Bend of the path from element to element.'),
    jitter: numberEntry(
      'degree',
      0,
      [0, 90],
      'Largest deviation of path elements from the path; 90 is the control.',
    ),
    frequency: numberEntry('cycles/degree', 3, [0.1, 30], 'Spatial frequency of the elements.'),
    sigma: degreesEntry(0.16, 'Standard deviation of their windows.', [0.02, 0.5]),
    contrast: contrastEntry(0.9, 'Contrast of the elements.'),
  },
  render: (
    {
      shape: [rows, columns],
      pixelsPerDegree: [vertical, horizontal],
      visualSize: [height, width],
    },
    field,
    random,
  ) => {
    const path: Element[] = [];
    const start = random.uniform() * 360;
    let at = { x: 0, y: 0 };
    for (let index = 0; index < field.elements; index++) {
      const heading = start + (index - (field.elements - 1) / 2) * field.bend;
      path.push({
        ...at,
        orientation: heading + field.jitter * (2 * random.uniform() - 1),
        number: index + 1,
      });
      at = {
        x: at.x + field.spacing * Math.cos(radians(heading + field.bend / 2)),
        y: at.y + field.spacing * Math.sin(radians(heading + field.bend / 2)),
      };
    }
    const middle = path[Math.floor(path.length / 2)]!;
    const centred = path.map(({ x, y, ...rest }) => ({
      ...rest,
      x: x - middle.x,
      y: y - middle.y,
    }));
    const cells: Element[] = [];
    for (let y = -height / 2 + field.spacing / 2; y < height / 2; y += field.spacing) {
      for (let x = -width / 2 + field.spacing / 2; x < width / 2; x += field.spacing) {
        const place = {
          x: x + (random.uniform() - 0.5) * 0.4 * field.spacing,
          y: y + (random.uniform() - 0.5) * 0.4 * field.spacing,
        };
        const orientation = random.uniform() * 180;
        const near = centred.some(
          (other) => Math.hypot(other.x - place.x, other.y - place.y) < 0.75 * field.spacing,
        );
        if (!near) cells.push({ ...place, orientation, number: 0 });
      }
    }
    const pixels = new Float32Array(rows * columns).fill(0.5);
    const targetMask = new Uint16Array(rows * columns);
    const reach = 4 * field.sigma;
    for (const element of [...cells, ...centred]) {
      const top = Math.max(0, Math.floor(rows / 2 - (element.y + reach) * vertical));
      const bottom = Math.min(rows, Math.ceil(rows / 2 - (element.y - reach) * vertical));
      const left = Math.max(0, Math.floor(columns / 2 + (element.x - reach) * horizontal));
      const right = Math.min(columns, Math.ceil(columns / 2 + (element.x + reach) * horizontal));
      for (let row = top; row < bottom; row++) {
        const y = -(row + 0.5 - rows / 2) / vertical - element.y;
        for (let column = left; column < right; column++) {
          const x = (column + 0.5 - columns / 2) / horizontal - element.x;
          const index = row * columns + column;
          const window = Math.exp(-(x * x + y * y) / (2 * field.sigma ** 2));
          const across = turnedAxes(x, y, element.orientation).y;
          const added =
            0.5 * field.contrast * window * Math.cos(2 * Math.PI * field.frequency * across);
          pixels[index] = Math.min(1, Math.max(0, pixels[index]! + added));
          if (element.number > 0 && window > 0.5) targetMask[index] = element.number;
        }
      }
    }
    return { rows, columns, pixels, masks: { targetMask } };
  },
});

interface Element {
  readonly x: number;
  readonly y: number;
  readonly orientation: number;
  /** Number of a path element, 0 for the others. */
  readonly number: number;
}
