import { REFERENCES } from '../../../agents/index.ts';
import { todorovicEqualTwoSided } from '../../drawing/families/todorovics.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'todorovics-equal-two-sided',
  summary: 'Equal crosses that covers fill up to rectangles do not look equal.',
  sources: [REFERENCES.todorovic1997, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.todorovics.equal_two_sided',
  ...todorovicEqualTwoSided,
});
