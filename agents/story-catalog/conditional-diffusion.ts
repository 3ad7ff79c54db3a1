import {
  CLASS_PARAMETER,
  DATA_PARAMETER,
  LEARNED_DATUM,
  shippedStory,
} from '../families/shipped-family.ts';
import { REFERENCES } from '../references.ts';
import { defineStory } from '../story.ts';

/** Noise that a denoiser who is told the class turns into data, and data back into noise under every class. */
export default defineStory({
  name: 'conditional-diffusion',
  summary:
    'Noise that a denoiser who is told the class turns into data, and data back into noise under every class.',
  datum: LEARNED_DATUM,
  sources: [REFERENCES.hoSalimans2022, REFERENCES.kingma2021, REFERENCES.liPrabhudesai2023],
  parameters: { data: DATA_PARAMETER, class: CLASS_PARAMETER },
  story: ({ data, class: asked }) => shippedStory('conditional-diffusion', data, asked),
});
