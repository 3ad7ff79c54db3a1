import { delboeuf } from '../../drawing/families/line-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'delboeufs-delboeuf',
  summary: 'A target disc in a circular line.',
  sources: [],
  equivalent: 'stimuli.delboeufs.delboeuf',
  ...delboeuf,
});
