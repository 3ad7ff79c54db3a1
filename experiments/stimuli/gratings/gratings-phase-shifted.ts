import { gratingPhaseShifted } from '../../drawing/families/gratings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'gratings-phase-shifted',
  summary: 'A grating with target bars that are moved against it.',
  sources: [],
  equivalent: 'stimuli.gratings.phase_shifted',
  ...gratingPhaseShifted,
});
