import { text } from '../../drawing/families/texts.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-texts-text',
  summary: 'Lines of text in a dot font of its own.',
  sources: [],
  equivalent: 'components.texts.text',
  ...text,
});
