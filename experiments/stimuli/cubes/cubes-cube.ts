import { REFERENCES } from '../../../agents/index.ts';
import { cube } from '../../drawing/families/cells.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'cubes-cube',
  summary: 'Equal cells along the sides of a picture, some of them targets.',
  sources: [REFERENCES.agostiniGalmonte2002, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.cubes.cube',
  ...cube,
});
