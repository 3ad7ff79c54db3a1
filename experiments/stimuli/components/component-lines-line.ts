import { REFERENCES } from '../../../agents/index.ts';
import { straightLine } from '../../drawing/families/lines.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-lines-line',
  summary: 'A straight line.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.lines.line',
  ...straightLine,
});
