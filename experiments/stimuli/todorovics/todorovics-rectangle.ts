import { REFERENCES } from '../../../agents/index.ts';
import { todorovicRectangle } from '../../drawing/families/todorovics.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'todorovics-rectangle',
  summary: 'A patch with a cover over each corner.',
  sources: [REFERENCES.todorovic1997, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.todorovics.rectangle',
  ...todorovicRectangle,
});
