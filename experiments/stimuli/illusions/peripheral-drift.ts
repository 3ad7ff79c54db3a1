import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, degreesEntry, luminanceEntry } from '../../drawing/entries.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'peripheral-drift',
  summary:
    'Rings of segments in the order black, dark grey, white, light grey seem to turn: the rotating snakes.',
  sources: [REFERENCES.watanabe2018],
  antiAliasing: 'oversampling',
  parameters: {
    rings: countEntry(4, [1, 20], 'Number of rings.'),
    segments: countEntry(24, [4, 200], 'Number of repetitions of the four luminances per ring.'),
    inner: degreesEntry(0.8, 'Inner radius of the innermost ring.', [0.05, 10]),
    width: degreesEntry(0.7, 'Width of a ring.', [0.05, 5]),
    order: {
      kind: 'choice',
      default: 'drifting',
      choices: ['drifting', 'reversed', 'symmetric'],
      meaning:
        'Order of the luminances; symmetric (black, grey, white, grey) is the control without motion.',
    },
    dark: luminanceEntry(0.25, 'Luminance of dark grey.'),
    light: luminanceEntry(0.75, 'Luminance of light grey.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  luminance: (x, y, snakes) => {
    const radius = Math.hypot(x, y);
    const ring = Math.floor((radius - snakes.inner) / snakes.width);
    if (ring < 0 || ring >= snakes.rings) return snakes.ground;
    const turn = Math.atan2(y, x) / (2 * Math.PI) + 1;
    const direction = ring % 2 === 0 ? 1 : -1;
    const phase = (((direction * turn * snakes.segments) % 1) + 1) % 1;
    const quarter = Math.floor(phase * 4);
    const orders: Readonly<Record<string, readonly number[]>> = {
      drifting: [0, snakes.dark, 1, snakes.light],
      reversed: [snakes.light, 1, snakes.dark, 0],
      symmetric: [0, snakes.ground, 1, snakes.ground],
    };
    return orders[snakes.order]?.[quarter] ?? snakes.ground;
  },
  masks: {
    ringMask: (x, y, { inner, width, rings }) => {
      const ring = Math.floor((Math.hypot(x, y) - inner) / width);
      return ring < 0 || ring >= rings ? 0 : ring + 1;
    },
  },
});
