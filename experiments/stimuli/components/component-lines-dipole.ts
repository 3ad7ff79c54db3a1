import { REFERENCES } from '../../../agents/index.ts';
import { dipole } from '../../drawing/families/lines.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-lines-dipole',
  summary: 'Two parallel lines, one dark and one light.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.lines.dipole',
  ...dipole,
});
