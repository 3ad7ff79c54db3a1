import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, luminanceEntry } from '../../drawing/entries.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'scintillating-grid',
  summary: 'Light discs on the crossings of grey bars seem to flash dark where one does not look.',
  sources: [REFERENCES.schrauf1997],
  antiAliasing: 'oversampling',
  parameters: {
    spacing: degreesEntry(1.2, 'Distance of the bars.', [0.1, 10]),
    barWidth: degreesEntry(0.2, 'Width of the bars.', [0.01, 5]),
    discRadius: degreesEntry(0.14, 'Radius of the discs; 0 leaves the Hermann grid.', [0, 5]),
    squares: luminanceEntry(0, 'Luminance of the squares.'),
    bars: luminanceEntry(0.5, 'Luminance of the bars.'),
    discs: luminanceEntry(1, 'Luminance of the discs.'),
  },
  luminance: (x, y, grid) => {
    const dx = x - grid.spacing * Math.round(x / grid.spacing);
    const dy = y - grid.spacing * Math.round(y / grid.spacing);
    if (dx * dx + dy * dy < grid.discRadius ** 2) return grid.discs;
    return Math.min(Math.abs(dx), Math.abs(dy)) < grid.barWidth / 2 ? grid.bars : grid.squares;
  },
  masks: {
    targetMask: (x, y, { spacing, discRadius }) =>
      Math.hypot(x - spacing * Math.round(x / spacing), y - spacing * Math.round(y / spacing)) <
      discRadius
        ? 1
        : 0,
  },
});
