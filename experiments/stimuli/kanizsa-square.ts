import { REFERENCES } from '../../agents/index.ts';
import { figureLuminance, FIGURE_PARAMETERS, MID_GREY } from '../drawing/polarity.ts';
import { defineStimulus } from '../stimulus.ts';

/** Part of a side that is really drawn is 2 radius / side, the support ratio. */
export default defineStimulus({
  name: 'kanizsa-square',
  summary: 'Four discs with a quarter cut out: a square is seen that is not there.',
  sources: [REFERENCES.kanizsa1976],
  parameters: {
    side: {
      kind: 'number',
      default: 2,
      min: 0,
      max: 40,
      unit: 'degree',
      meaning: 'Side of the illusory square.',
    },
    radius: {
      kind: 'number',
      default: 0.6,
      min: 0,
      max: 20,
      unit: 'degree',
      meaning: 'Radius of the discs.',
    },
    mouths: {
      kind: 'choice',
      default: 'inward',
      choices: ['inward', 'outward'],
      meaning:
        'Where the cut-out quarters look; outward is the control without an illusory square.',
    },
    ...FIGURE_PARAMETERS,
  },
  luminance: (x, y, { side, radius, mouths, ...figure }) => {
    const dx = Math.abs(x) - side / 2;
    const dy = Math.abs(y) - side / 2;
    const inMouth = mouths === 'inward' ? dx < 0 && dy < 0 : dx >= 0 && dy >= 0;
    return dx * dx + dy * dy < radius * radius && !inMouth ? figureLuminance(figure) : MID_GREY;
  },
  masks: {
    targetMask: (x, y, { side }) => (Math.max(Math.abs(x), Math.abs(y)) < side / 2 ? 1 : 0),
  },
});
