import { REFERENCES } from '../../../agents/index.ts';
import { circleLine } from '../../drawing/families/lines.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-lines-circle',
  summary: 'The outline of a circle.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.lines.circle',
  ...circleLine,
});
