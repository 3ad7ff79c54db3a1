import { REFERENCES } from '../../../agents/index.ts';
import { contrastContrast } from '../../drawing/families/checkerboards.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'checkerboards-contrast-contrast',
  summary: 'Checks of the same contrast look weaker within a board of high contrast.',
  sources: [REFERENCES.domijan2015, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.checkerboards.contrast_contrast',
  ...contrastContrast,
});
