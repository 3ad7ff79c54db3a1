import { REFERENCES } from '../../../agents/index.ts';
import { framesGeneralized } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'rings-rectangular-generalized',
  summary: 'Frames of any widths, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.rings.rectangular_generalized',
  ...framesGeneralized([]),
});
