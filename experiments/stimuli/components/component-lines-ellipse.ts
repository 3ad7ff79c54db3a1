import { ellipseLine } from '../../drawing/families/lines.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-lines-ellipse',
  summary: 'The outline of an ellipse.',
  sources: [],
  equivalent: 'components.lines.ellipse',
  ...ellipseLine,
});
