import { ringsGeneralized } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'bullseyes-circular-generalized',
  summary: 'Rings of any widths around a target disc.',
  sources: [],
  equivalent: 'stimuli.bullseyes.circular_generalized',
  ...ringsGeneralized([1]),
});
