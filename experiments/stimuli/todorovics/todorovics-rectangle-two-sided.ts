import { REFERENCES } from '../../../agents/index.ts';
import { todorovicRectangleTwoSided } from '../../drawing/families/todorovics.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'todorovics-rectangle-two-sided',
  summary: 'Equal patches with opposite grounds and covers do not look equal.',
  sources: [REFERENCES.todorovic1997, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.todorovics.rectangle_two_sided',
  ...todorovicRectangleTwoSided,
});
