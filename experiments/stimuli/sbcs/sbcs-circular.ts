import { REFERENCES } from '../../../agents/index.ts';
import { sbcCircular } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-circular',
  summary: 'A disc in a round surround.',
  sources: [REFERENCES.heinemann1955, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.sbcs.circular',
  ...sbcCircular,
});
