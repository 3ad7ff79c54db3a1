import { REFERENCES } from '../../../agents/index.ts';
import { white } from '../../drawing/families/whites.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'whites-white',
  summary: "White's effect: equal patches on dark and light bars do not look equal.",
  sources: [REFERENCES.white1979],
  equivalent: 'stimuli.whites.white',
  ...white,
});
