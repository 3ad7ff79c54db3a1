import { REFERENCES } from '../../../agents/index.ts';
import { sbcBasic } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-basic',
  summary: 'A patch in the middle of a uniform ground.',
  sources: [REFERENCES.heinemann1955, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.sbcs.basic',
  ...sbcBasic,
});
