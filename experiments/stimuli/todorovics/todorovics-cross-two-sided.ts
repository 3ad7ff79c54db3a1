import { REFERENCES } from '../../../agents/index.ts';
import { todorovicCrossTwoSided } from '../../drawing/families/todorovics.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'todorovics-cross-two-sided',
  summary: 'Equal crosses between light and dark covers do not look equal.',
  sources: [REFERENCES.todorovic1997, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.todorovics.cross_two_sided',
  ...todorovicCrossTwoSided,
});
