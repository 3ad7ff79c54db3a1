import { REFERENCES } from '../../../agents/index.ts';
import { framesGeneralized } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'bullseyes-rectangular-generalized',
  summary: 'Frames of any widths around a target square.',
  sources: [REFERENCES.bindmanChubb2004, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.bullseyes.rectangular_generalized',
  ...framesGeneralized([1]),
});
