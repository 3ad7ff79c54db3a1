import { REFERENCES } from '../../../agents/index.ts';
import { text } from '../../drawing/families/texts.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-texts-text',
  summary: 'Lines of text in a dot font of its own.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.texts.text',
  ...text,
});
