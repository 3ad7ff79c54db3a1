import { REFERENCES } from '../../../agents/index.ts';
import { binaryNoise } from '../../drawing/families/noises.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'noises-binary',
  summary: 'Every pixel dark or light by chance.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'noises.binaries.binary',
  ...binaryNoise,
});
