import { REFERENCES } from '../../../agents/index.ts';
import { fanIllusion } from '../../drawing/fan-illusion.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'hering-illusion',
  summary: 'Two parallel lines before a fan of rays bow outwards.',
  sources: [REFERENCES.heringIllusion],
  illusion: 'curvature',
  ...fanIllusion(1),
});
