import { REFERENCES } from '../../../agents/index.ts';
import { gratingOnGrating } from '../../drawing/families/gratings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'gratings-on-grating',
  summary: 'A small grating in the middle of a large one.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.gratings.on_grating',
  ...gratingOnGrating,
});
