import { REFERENCES } from '../../../agents/index.ts';
import { benaryTodorovicTriangles } from '../../drawing/families/benarys.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'benarys-todorovic-triangles',
  summary: 'Equal triangles in the corner of a figure like an L and at its end do not look equal.',
  sources: [REFERENCES.todorovic1997, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.benarys.todorovic_triangles',
  ...benaryTodorovicTriangles,
});
