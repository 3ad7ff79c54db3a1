import { REFERENCES } from '../../../agents/index.ts';
import { fanIllusion } from '../../drawing/fan-illusion.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'wundt-illusion',
  summary: 'Two parallel lines before two fans of rays bow inwards.',
  sources: [REFERENCES.heringIllusion],
  illusion: 'curvature',
  ...fanIllusion(-1),
});
