import { REFERENCES } from '../../../agents/index.ts';
import { sbcDotted } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-dotted',
  summary: 'Dots, some of which are the target.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.sbcs.dotted',
  ...sbcDotted,
});
