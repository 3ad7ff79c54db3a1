import { REFERENCES } from '../../agents/index.ts';
import { inRectangle } from '../drawing/plane.ts';
import { defineStimulus } from '../stimulus.ts';

export default defineStimulus({
  name: 'simultaneous-contrast',
  summary:
    'Two equal grey squares, one on a dark ground and one on a light ground, do not look equal.',
  sources: [REFERENCES.heinemann1955],
  illusion: 'luminance',
  parameters: {
    strength: {
      kind: 'number',
      default: 0.8,
      min: -1,
      max: 1,
      unit: '1',
      meaning: 'Luminance of the right ground minus that of the left ground.',
    },
    difference: {
      kind: 'number',
      default: 0,
      min: -1,
      max: 1,
      unit: '1',
      meaning: 'Luminance of the left square minus that of the right square.',
    },
    side: {
      kind: 'number',
      default: 0.8,
      min: 0,
      max: 20,
      unit: 'degree',
      meaning: 'Side of the squares.',
    },
    distance: {
      kind: 'number',
      default: 2,
      min: 0,
      max: 40,
      unit: 'degree',
      meaning: 'Distance of their centres.',
    },
  },
  luminance: (x, y, { strength, difference, side, distance }) => {
    const sign = x < 0 ? -0.5 : 0.5;
    const inSquare = inRectangle({ x: x - sign * distance, y }, side, side);
    return 0.5 + sign * (inSquare ? -difference : strength);
  },
  masks: {
    targetMask: (x, y, { side, distance }) => {
      const sign = x < 0 ? -0.5 : 0.5;
      if (!inRectangle({ x: x - sign * distance, y }, side, side)) return 0;
      return sign < 0 ? 1 : 2;
    },
  },
});
