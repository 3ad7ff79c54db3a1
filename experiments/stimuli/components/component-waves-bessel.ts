import { REFERENCES } from '../../../agents/index.ts';
import { bessel } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-waves-bessel',
  summary: 'Rings of a Bessel function.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.waves.bessel',
  ...bessel,
});
