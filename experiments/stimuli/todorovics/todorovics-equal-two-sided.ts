import { todorovicEqualTwoSided } from '../../drawing/families/todorovics.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'todorovics-equal-two-sided',
  summary: 'Equal crosses that covers fill up to rectangles do not look equal.',
  sources: [],
  equivalent: 'stimuli.todorovics.equal_two_sided',
  ...todorovicEqualTwoSided,
});
