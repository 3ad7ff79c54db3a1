import { REFERENCES } from '../../../agents/index.ts';
import { delboeuf } from '../../drawing/families/line-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'delboeufs-delboeuf',
  summary: 'A target disc in a circular line.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.delboeufs.delboeuf',
  ...delboeuf,
});
