import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'cafe-wall',
  summary:
    'Rows of dark and light bricks, shifted against each other, make level mortar look tilted.',
  sources: [REFERENCES.gregoryHeard1979],
  antiAliasing: 'oversampling',
  parameters: {
    brick: degreesEntry(1, 'Width of a brick.', [0.05, 10]),
    height: degreesEntry(0.8, 'Height of a row.', [0.05, 10]),
    mortar: degreesEntry(0.06, 'Width of the mortar.', [0, 2]),
    shift: numberEntry(
      'brick',
      0.5,
      [-1, 1],
      'How far every second row is shifted; 0 is the control.',
    ),
    dark: luminanceEntry(0, 'Luminance of dark bricks.'),
    light: luminanceEntry(1, 'Luminance of light bricks.'),
    grey: luminanceEntry(0.5, 'Luminance of the mortar.'),
  },
  luminance: (x, y, { brick, height, mortar, shift, dark, light, grey }) => {
    const row = Math.floor(y / height + 0.5);
    if (Math.abs(y / height - Math.round(y / height - 0.5) - 0.5) * height < mortar / 2)
      return grey;
    const column = Math.floor(x / brick - (row % 2 === 0 ? 0 : shift));
    return column % 2 === 0 ? light : dark;
  },
  masks: {
    mortarMask: (_, y, { height, mortar }) =>
      Math.abs(y / height - Math.round(y / height - 0.5) - 0.5) * height < mortar / 2 ? 1 : 0,
  },
});
