import { REFERENCES } from '../../../agents/index.ts';
import { benaryTodorovicRectangles } from '../../drawing/families/benarys.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'benarys-todorovic-rectangles',
  summary: 'Equal patches in the corner of a figure like an L and at its end do not look equal.',
  sources: [REFERENCES.todorovic1997, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.benarys.todorovic_rectangles',
  ...benaryTodorovicRectangles,
});
