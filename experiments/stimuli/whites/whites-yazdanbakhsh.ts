import { REFERENCES } from '../../../agents/index.ts';
import { yazdanbakhsh } from '../../drawing/families/whites.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'whites-yazdanbakhsh',
  summary: 'Equal targets cut off from their bars by gaps.',
  sources: [REFERENCES.yazdanbakhsh2002, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.whites.yazdanbakhsh',
  ...yazdanbakhsh,
});
