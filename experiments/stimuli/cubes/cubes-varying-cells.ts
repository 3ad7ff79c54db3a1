import { REFERENCES } from '../../../agents/index.ts';
import { varyingCells } from '../../drawing/families/cells.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'cubes-varying-cells',
  summary: 'Cells of many lengths along the sides of a square, some of them targets.',
  sources: [REFERENCES.agostiniGalmonte2002, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.cubes.varying_cells',
  ...varyingCells,
});
