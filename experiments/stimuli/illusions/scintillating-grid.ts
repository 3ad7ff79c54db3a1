import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, knobEntries, luminanceEntry } from '../../drawing/entries.ts';
import { defineStimulus } from '../../stimulus.ts';

/** 1 in the left half, -1 in the right one, 0 between them: a disc in the middle belongs to neither. */
const sideOf = (x: number): number => -Math.sign(x);

export default defineStimulus({
  name: 'scintillating-grid',
  summary: 'Light discs on the crossings of grey bars seem to flash dark where one does not look.',
  sources: [REFERENCES.schrauf1997],
  illusion: 'luminance',
  antiAliasing: 'oversampling',
  parameters: {
    ...knobEntries(
      '1',
      {
        strength: 0,
        strengthRange: [-1, 1],
        differenceRange: [-1, 1],
        strengthMeaning:
          'Share of their contrast that the bars lose in one half of the picture, where discs flash the less: positive in the left half, whose discs then look lighter, negative in the right one; 0 is the whole grid, in which both halves flash.',
        differenceMeaning:
          'Luminance of the discs in the left half minus that in the right half; half of it each, as far as luminances go.',
      },
      'luminance',
    ),
    spacing: degreesEntry(1.2, 'Distance of the bars.', [0.1, 10]),
    barWidth: degreesEntry(0.2, 'Width of the bars.', [0.01, 5]),
    discRadius: degreesEntry(0.14, 'Radius of the discs; 0 leaves the Hermann grid.', [0, 5]),
    squares: luminanceEntry(0, 'Luminance of the squares.'),
    bars: luminanceEntry(0.5, 'Luminance of the bars.'),
    discs: luminanceEntry(1, 'Luminance of the discs.'),
  },
  luminance: (x, y, grid) => {
    const across = grid.spacing * Math.round(x / grid.spacing);
    const dx = x - across;
    const dy = y - grid.spacing * Math.round(y / grid.spacing);
    if (dx * dx + dy * dy < grid.discRadius ** 2) {
      const disc = grid.discs + (sideOf(across) * grid.difference) / 2;
      return Math.min(1, Math.max(0, disc));
    }
    if (Math.min(Math.abs(dx), Math.abs(dy)) >= grid.barWidth / 2) return grid.squares;
    const lost = Math.max(0, sideOf(x) * grid.strength);
    return lost === 0 ? grid.bars : grid.bars + (grid.squares - grid.bars) * lost;
  },
  masks: {
    targetMask: (x, y, { spacing, discRadius }) => {
      const across = spacing * Math.round(x / spacing);
      if (Math.hypot(x - across, y - spacing * Math.round(y / spacing)) >= discRadius) return 0;
      return sideOf(across) > 0 ? 1 : sideOf(across) < 0 ? 2 : 0;
    },
  },
});
