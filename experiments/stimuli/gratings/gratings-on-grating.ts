import { gratingOnGrating } from '../../drawing/families/gratings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'gratings-on-grating',
  summary: 'A small grating in the middle of a large one.',
  sources: [],
  equivalent: 'stimuli.gratings.on_grating',
  ...gratingOnGrating,
});
