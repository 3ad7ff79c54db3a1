import { gratingInduction } from '../../drawing/families/gratings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'gratings-grating-induction',
  summary: 'A uniform band across a grating looks like an opposite grating.',
  sources: [],
  equivalent: 'stimuli.gratings.grating_induction',
  ...gratingInduction,
});
