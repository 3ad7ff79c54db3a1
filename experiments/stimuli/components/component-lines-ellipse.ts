import { REFERENCES } from '../../../agents/index.ts';
import { ellipseLine } from '../../drawing/families/lines.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-lines-ellipse',
  summary: 'The outline of an ellipse.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.lines.ellipse',
  ...ellipseLine,
});
