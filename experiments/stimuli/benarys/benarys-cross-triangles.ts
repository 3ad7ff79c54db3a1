import { REFERENCES } from '../../../agents/index.ts';
import { benaryCrossTriangles } from '../../drawing/families/benarys.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'benarys-cross-triangles',
  summary: 'Equal triangles in a corner of a cross and on its bar do not look equal.',
  sources: [REFERENCES.benary1924, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.benarys.cross_triangles',
  ...benaryCrossTriangles,
});
