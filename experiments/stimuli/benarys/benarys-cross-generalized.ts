import { REFERENCES } from '../../../agents/index.ts';
import { benaryCrossGeneralized } from '../../drawing/families/benarys.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'benarys-cross-generalized',
  summary: 'A cross with patches anywhere.',
  sources: [REFERENCES.benary1924, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.benarys.cross_generalized',
  ...benaryCrossGeneralized,
});
