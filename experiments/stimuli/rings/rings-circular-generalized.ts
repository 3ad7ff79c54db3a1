import { REFERENCES } from '../../../agents/index.ts';
import { ringsGeneralized } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'rings-circular-generalized',
  summary: 'Rings of any widths, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.rings.circular_generalized',
  ...ringsGeneralized([]),
});
