import { ringsGeneralized } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'rings-circular-generalized',
  summary: 'Rings of any widths, some of them targets.',
  sources: [],
  equivalent: 'stimuli.rings.circular_generalized',
  ...ringsGeneralized([]),
});
