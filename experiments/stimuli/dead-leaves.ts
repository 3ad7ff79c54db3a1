import { HelmholtzError, REFERENCES } from '../../agents/index.ts';
import { drawDeadLeaves, LEAF_SHAPES } from '../drawing/dead-leaves.ts';
import { defineStimulus } from '../stimulus.ts';

/** At the usual 32 pixels per degree, radii run from 8 to 90 pixels. */
export default defineStimulus({
  name: 'dead-leaves',
  summary:
    'Opaque leaves of all sizes that hide each other, with edges as natural images have them.',
  sources: [REFERENCES.leeMumfordHuang2001],
  parameters: {
    shape: {
      kind: 'choice',
      default: 'rectangle',
      choices: LEAF_SHAPES,
      meaning: 'Shape of the leaves.',
    },
    smallest: {
      kind: 'number',
      default: 0.25,
      min: 0.001,
      max: 20,
      unit: 'degree',
      meaning: 'Smallest radius: half of the longer side of a rectangle.',
    },
    largest: {
      kind: 'number',
      default: 2.8125,
      min: 0.001,
      max: 40,
      unit: 'degree',
      meaning: 'Largest radius.',
    },
  },
  render: (
    { shape: [rows, columns], pixelsPerDegree: [pixelsPerDegree] },
    { shape, smallest, largest },
    random,
  ) => {
    if (smallest > largest) {
      throw new HelmholtzError(
        'parameter-out-of-range',
        `dead-leaves.smallest: expected number in (0, largest = ${largest}] degree; got ${smallest}`,
      );
    }
    return drawDeadLeaves({
      rows,
      columns,
      shape: LEAF_SHAPES.find((known) => known === shape) ?? 'rectangle',
      smallest: smallest * pixelsPerDegree,
      largest: largest * pixelsPerDegree,
      random,
    });
  },
});
