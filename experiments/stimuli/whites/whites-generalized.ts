import { REFERENCES } from '../../../agents/index.ts';
import { whiteGeneralized } from '../../drawing/families/whites.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'whites-generalized',
  summary: "White's effect with patches at any height.",
  sources: [REFERENCES.white1979, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.whites.generalized',
  ...whiteGeneralized,
});
