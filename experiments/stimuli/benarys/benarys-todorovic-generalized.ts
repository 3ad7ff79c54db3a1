import { REFERENCES } from '../../../agents/index.ts';
import { benaryTodorovicGeneralized } from '../../drawing/families/benarys.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'benarys-todorovic-generalized',
  summary: 'A figure like an L with patches anywhere.',
  sources: [REFERENCES.todorovic1997, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.benarys.todorovic_generalized',
  ...benaryTodorovicGeneralized,
});
