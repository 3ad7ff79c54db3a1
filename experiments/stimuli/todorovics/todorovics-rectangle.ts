import { todorovicRectangle } from '../../drawing/families/todorovics.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'todorovics-rectangle',
  summary: 'A patch with a cover over each corner.',
  sources: [],
  equivalent: 'stimuli.todorovics.rectangle',
  ...todorovicRectangle,
});
