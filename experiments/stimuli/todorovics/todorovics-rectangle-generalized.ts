import { REFERENCES } from '../../../agents/index.ts';
import { todorovicRectangleGeneralized } from '../../drawing/families/todorovics.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'todorovics-rectangle-generalized',
  summary: 'A patch that covers hide in part.',
  sources: [REFERENCES.todorovic1997, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.todorovics.rectangle_generalized',
  ...todorovicRectangleGeneralized,
});
