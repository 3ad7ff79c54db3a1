import { anderson } from '../../drawing/families/whites.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'whites-anderson',
  summary: 'Equal targets on bars, with stripes over the other bars.',
  sources: [],
  equivalent: 'stimuli.whites.anderson',
  ...anderson,
});
