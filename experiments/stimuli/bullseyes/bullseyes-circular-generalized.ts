import { REFERENCES } from '../../../agents/index.ts';
import { ringsGeneralized } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'bullseyes-circular-generalized',
  summary: 'Rings of any widths around a target disc.',
  sources: [REFERENCES.bindmanChubb2004, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.bullseyes.circular_generalized',
  ...ringsGeneralized([1]),
});
