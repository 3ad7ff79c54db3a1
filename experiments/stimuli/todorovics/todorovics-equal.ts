import { REFERENCES } from '../../../agents/index.ts';
import { todorovicEqual } from '../../drawing/families/todorovics.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'todorovics-equal',
  summary: 'A cross with covers that fill the corners between its arms.',
  sources: [REFERENCES.todorovic1997, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.todorovics.equal',
  ...todorovicEqual,
});
