import { DATA_PARAMETER, LEARNED_DATUM, shippedStory } from '../families/shipped-family.ts';
import { REFERENCES } from '../references.ts';
import { defineStory } from '../story.ts';

/** Noise that a learned denoiser turns into data, level by level, and data back into noise. */
export default defineStory({
  name: 'denoising-diffusion',
  summary:
    'Noise that a learned denoiser turns into data, level by level, and data back into noise.',
  datum: LEARNED_DATUM,
  sources: [REFERENCES.ho2020, REFERENCES.song2021, REFERENCES.trippe2023],
  parameters: { data: DATA_PARAMETER },
  story: ({ data }) => shippedStory('denoising-diffusion', data),
});
