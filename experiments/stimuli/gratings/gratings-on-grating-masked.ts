import { REFERENCES } from '../../../agents/index.ts';
import { gratingOnGratingMasked } from '../../drawing/families/gratings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'gratings-on-grating-masked',
  summary: 'A grating seen through a window in another.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.gratings.on_grating_masked',
  ...gratingOnGratingMasked,
});
