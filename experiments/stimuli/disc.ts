import { REFERENCES } from '../../agents/index.ts';
import { figureLuminance, FIGURE_PARAMETERS, MID_GREY } from '../drawing/polarity.ts';
import { defineStimulus } from '../stimulus.ts';

export default defineStimulus({
  name: 'disc',
  summary: 'A uniform disc on mid-grey.',
  sources: [REFERENCES.schmittwilken2023],
  parameters: {
    radius: {
      kind: 'number',
      default: 0.5,
      min: 0,
      max: 20,
      unit: 'degree',
      meaning: 'Radius of the disc.',
    },
    x: {
      kind: 'number',
      default: 0,
      min: -20,
      max: 20,
      unit: 'degree',
      meaning: 'Horizontal position of its centre, to the right.',
    },
    y: {
      kind: 'number',
      default: 0,
      min: -20,
      max: 20,
      unit: 'degree',
      meaning: 'Vertical position of its centre, upwards.',
    },
    ...FIGURE_PARAMETERS,
  },
  luminance: (x, y, disc) =>
    (x - disc.x) ** 2 + (y - disc.y) ** 2 < disc.radius ** 2 ? figureLuminance(disc) : MID_GREY,
});
