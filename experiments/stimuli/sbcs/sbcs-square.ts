import { REFERENCES } from '../../../agents/index.ts';
import { sbcSquare } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-square',
  summary: 'A square in a square surround.',
  sources: [REFERENCES.heinemann1955, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.sbcs.square',
  ...sbcSquare,
});
