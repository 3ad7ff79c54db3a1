import { REFERENCES } from '../../../agents/index.ts';
import { pinwheel } from '../../drawing/families/pinwheels.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'whites-angular',
  summary: "White's effect on segments around a centre.",
  sources: [REFERENCES.robinson2007, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.whites.angular',
  ...pinwheel,
});
