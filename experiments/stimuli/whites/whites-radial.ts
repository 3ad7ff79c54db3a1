import { REFERENCES } from '../../../agents/index.ts';
import { radialWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'whites-radial',
  summary: "White's effect on rings.",
  sources: [REFERENCES.howe2005, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.whites.radial',
  ...radialWave('square'),
});
