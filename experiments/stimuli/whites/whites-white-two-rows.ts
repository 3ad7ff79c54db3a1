import { REFERENCES } from '../../../agents/index.ts';
import { whiteTwoRows } from '../../drawing/families/whites.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'whites-white-two-rows',
  summary: "White's effect with patches in two rows.",
  sources: [REFERENCES.white1979, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.whites.white_two_rows',
  ...whiteTwoRows,
});
