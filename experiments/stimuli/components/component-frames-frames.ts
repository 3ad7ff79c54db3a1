import { REFERENCES } from '../../../agents/index.ts';
import { frames } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-frames-frames',
  summary: 'Nested square frames.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.frames.frames',
  ...frames,
});
