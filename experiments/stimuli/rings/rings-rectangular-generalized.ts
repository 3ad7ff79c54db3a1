import { framesGeneralized } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'rings-rectangular-generalized',
  summary: 'Frames of any widths, some of them targets.',
  sources: [],
  equivalent: 'stimuli.rings.rectangular_generalized',
  ...framesGeneralized([]),
});
