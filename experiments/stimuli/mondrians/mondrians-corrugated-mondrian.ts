import { REFERENCES } from '../../../agents/index.ts';
import { corrugatedMondrian } from '../../drawing/families/mondrians.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'mondrians-corrugated-mondrian',
  summary:
    'Rows of patches that look like a folded sheet, whose shading changes how light patches appear.',
  sources: [REFERENCES.adelson1993, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.mondrians.corrugated_mondrian',
  ...corrugatedMondrian,
});
