import { REFERENCES } from '../../../agents/index.ts';
import { ringsRectangularTwoSided } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'rings-rectangular-two-sided',
  summary: 'Frames on two sides, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.rings.rectangular_two_sided',
  ...ringsRectangularTwoSided,
});
