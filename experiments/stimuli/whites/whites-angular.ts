import { pinwheel } from '../../drawing/families/pinwheels.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'whites-angular',
  summary: "White's effect on segments around a centre.",
  sources: [],
  equivalent: 'stimuli.whites.angular',
  ...pinwheel,
});
