import { REFERENCES } from '../../../agents/index.ts';
import { todorovicCross } from '../../drawing/families/todorovics.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'todorovics-cross',
  summary: 'A cross with covers between its arms.',
  sources: [REFERENCES.todorovic1997, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.todorovics.cross',
  ...todorovicCross,
});
