import { REFERENCES } from '../../../agents/index.ts';
import { anderson } from '../../drawing/families/whites.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'whites-anderson',
  summary: 'Equal targets on bars, with stripes over the other bars.',
  sources: [REFERENCES.anderson1997, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.whites.anderson',
  ...anderson,
});
