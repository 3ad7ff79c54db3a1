import { REFERENCES } from '../../../agents/index.ts';
import { gratingPhaseShifted } from '../../drawing/families/gratings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'gratings-phase-shifted',
  summary: 'A grating with target bars that are moved against it.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.gratings.phase_shifted',
  ...gratingPhaseShifted,
});
