import { REFERENCES } from '../../../agents/index.ts';
import { gratingInduction } from '../../drawing/families/gratings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'gratings-grating-induction',
  summary: 'A uniform band across a grating looks like an opposite grating.',
  sources: [REFERENCES.mcCourt1982, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.gratings.grating_induction',
  ...gratingInduction,
});
