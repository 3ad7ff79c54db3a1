import { circleLine } from '../../drawing/families/lines.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-lines-circle',
  summary: 'The outline of a circle.',
  sources: [],
  equivalent: 'components.lines.circle',
  ...circleLine,
});
