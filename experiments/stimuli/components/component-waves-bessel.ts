import { bessel } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-waves-bessel',
  summary: 'Rings of a Bessel function.',
  sources: [],
  equivalent: 'components.waves.bessel',
  ...bessel,
});
