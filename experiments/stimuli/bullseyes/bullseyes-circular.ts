import { REFERENCES } from '../../../agents/index.ts';
import { bullseyeCircular } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'bullseyes-circular',
  summary: 'Rings around a target disc.',
  sources: [REFERENCES.bindmanChubb2004, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.bullseyes.circular',
  ...bullseyeCircular,
});
