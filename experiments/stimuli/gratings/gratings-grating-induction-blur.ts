import { REFERENCES } from '../../../agents/index.ts';
import { gratingInductionBlur } from '../../drawing/families/gratings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'gratings-grating-induction-blur',
  summary: 'A blurred grating with a uniform band across it that looks like a grating.',
  sources: [REFERENCES.mcCourtBlakeslee1993, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.gratings.grating_induction_blur',
  ...gratingInductionBlur,
});
