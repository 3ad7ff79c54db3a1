import { REFERENCES } from '../../../agents/index.ts';
import { benaryCrossRectangles } from '../../drawing/families/benarys.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'benarys-cross-rectangles',
  summary: 'Equal patches in a corner of a cross and at the end of its bar do not look equal.',
  sources: [REFERENCES.benary1924, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.benarys.cross_rectangles',
  ...benaryCrossRectangles,
});
