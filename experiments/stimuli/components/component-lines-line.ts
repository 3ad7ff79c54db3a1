import { straightLine } from '../../drawing/families/lines.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-lines-line',
  summary: 'A straight line.',
  sources: [],
  equivalent: 'components.lines.line',
  ...straightLine,
});
