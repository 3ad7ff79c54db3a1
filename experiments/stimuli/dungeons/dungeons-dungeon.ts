import { REFERENCES } from '../../../agents/index.ts';
import { dungeon } from '../../drawing/families/cells.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'dungeons-dungeon',
  summary: 'Targets in a lattice of squares look as light as the squares beside them.',
  sources: [REFERENCES.bressan2001, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.dungeons.dungeon',
  ...dungeon,
});
