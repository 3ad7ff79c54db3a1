import { REFERENCES } from '../../../agents/index.ts';
import { gratingOnUniform } from '../../drawing/families/gratings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'gratings-on-uniform',
  summary: 'A grating on a uniform ground, some bars of it targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.gratings.on_uniform',
  ...gratingOnUniform,
});
