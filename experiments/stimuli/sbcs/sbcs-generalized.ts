import { REFERENCES } from '../../../agents/index.ts';
import { sbcGeneralized } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-generalized',
  summary: 'A patch anywhere on a uniform ground.',
  sources: [REFERENCES.heinemann1955, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.sbcs.generalized',
  ...sbcGeneralized,
});
