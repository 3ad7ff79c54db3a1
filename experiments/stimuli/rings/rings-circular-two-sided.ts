import { REFERENCES } from '../../../agents/index.ts';
import { ringsCircularTwoSided } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'rings-circular-two-sided',
  summary: 'Rings on two sides, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.rings.circular_two_sided',
  ...ringsCircularTwoSided,
});
