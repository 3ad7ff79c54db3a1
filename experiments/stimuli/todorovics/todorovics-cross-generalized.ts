import { REFERENCES } from '../../../agents/index.ts';
import { todorovicCrossGeneralized } from '../../drawing/families/todorovics.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'todorovics-cross-generalized',
  summary: 'A cross with covers anywhere.',
  sources: [REFERENCES.todorovic1997, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.todorovics.cross_generalized',
  ...todorovicCrossGeneralized,
});
