import { benaryCrossGeneralized } from '../../drawing/families/benarys.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'benarys-cross-generalized',
  summary: 'A cross with patches anywhere.',
  sources: [],
  equivalent: 'stimuli.benarys.cross_generalized',
  ...benaryCrossGeneralized,
});
