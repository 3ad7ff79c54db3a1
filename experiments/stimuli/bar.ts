import { REFERENCES } from '../../agents/index.ts';
import { inRectangle, turnedAxes } from '../drawing/plane.ts';
import { figureLuminance, FIGURE_PARAMETERS, MID_GREY } from '../drawing/polarity.ts';
import { defineStimulus } from '../stimulus.ts';

export default defineStimulus({
  name: 'bar',
  summary: 'A straight bar on mid-grey: what simple and end-stopped cells are probed with.',
  sources: [REFERENCES.hubelWiesel1968],
  parameters: {
    length: {
      kind: 'number',
      default: 1,
      min: 0,
      max: 40,
      unit: 'degree',
      meaning: 'Length of the bar.',
    },
    width: {
      kind: 'number',
      default: 0.1,
      min: 0,
      max: 40,
      unit: 'degree',
      meaning: 'Width of the bar.',
    },
    orientation: {
      kind: 'number',
      default: 0,
      min: 0,
      max: 180,
      unit: 'degree',
      meaning: 'Direction of the bar, counter-clockwise from horizontal.',
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
  luminance: (x, y, bar) => {
    const place = turnedAxes(x - bar.x, y - bar.y, bar.orientation);
    return inRectangle(place, bar.length, bar.width) ? figureLuminance(bar) : MID_GREY;
  },
});
