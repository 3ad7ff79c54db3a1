import { binaryNoise } from '../../drawing/families/noises.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'noises-binary',
  summary: 'Every pixel dark or light by chance.',
  sources: [],
  equivalent: 'noises.binaries.binary',
  ...binaryNoise,
});
