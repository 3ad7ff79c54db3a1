import { todorovicCrossGeneralized } from '../../drawing/families/todorovics.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'todorovics-cross-generalized',
  summary: 'A cross with covers anywhere.',
  sources: [],
  equivalent: 'stimuli.todorovics.cross_generalized',
  ...todorovicCrossGeneralized,
});
