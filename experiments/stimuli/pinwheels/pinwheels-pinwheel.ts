import { REFERENCES } from '../../../agents/index.ts';
import { pinwheel } from '../../drawing/families/pinwheels.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'pinwheels-pinwheel',
  summary: 'Segments around a centre with targets on a ring.',
  sources: [REFERENCES.robinson2007, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.pinwheels.pinwheel',
  ...pinwheel,
});
