import { REFERENCES } from '../../agents/index.ts';
import { defineStimulus } from '../stimulus.ts';

/**
 * The left patch interrupts a dark stripe and looks lighter than the equal right patch, which interrupts a light one,
 * although each has more of the opposite luminance along its border: simultaneous contrast would predict the reverse.
 */
export default defineStimulus({
  name: 'white-illusion',
  summary: 'Equal grey patches that replace parts of dark and of light stripes do not look equal.',
  sources: [REFERENCES.white1979],
  illusion: 'luminance',
  parameters: {
    strength: {
      kind: 'number',
      default: 1,
      min: -1,
      max: 1,
      unit: 'Michelson',
      meaning: 'Contrast of the stripes; negative exchanges light and dark.',
    },
    difference: {
      kind: 'number',
      default: 0,
      min: -1,
      max: 1,
      unit: '1',
      meaning: 'Luminance of the left patch minus that of the right patch.',
    },
    frequency: {
      kind: 'number',
      default: 1,
      min: 0.01,
      max: 30,
      unit: 'cycles/degree',
      meaning: 'Spatial frequency of the vertical stripes.',
    },
    height: {
      kind: 'number',
      default: 1.5,
      min: 0,
      max: 40,
      unit: 'degree',
      meaning: 'Height of the patches.',
    },
    separation: {
      kind: 'number',
      default: 1,
      min: 0,
      max: 20,
      unit: 'stripes',
      meaning: 'Stripes between each patch and the centre.',
      whole: true,
    },
  },
  luminance: (x, y, { strength, difference, frequency, height, separation }) => {
    // Stripes 0, 1, ... lie right of the centre, -1, -2, ... left of it. The patches' stripes have opposite parity.
    const stripe = Math.floor(2 * frequency * x);
    const isBeside = y >= -height / 2 && y < height / 2;
    if (isBeside && stripe === -1 - separation) return 0.5 + difference / 2;
    if (isBeside && stripe === separation) return 0.5 - difference / 2;
    return 0.5 + ((stripe + separation) % 2 === 0 ? 0.5 : -0.5) * strength;
  },
  masks: {
    targetMask: (x, y, { frequency, height, separation }) => {
      const stripe = Math.floor(2 * frequency * x);
      if (!(y >= -height / 2 && y < height / 2)) return 0;
      return stripe === -1 - separation ? 1 : stripe === separation ? 2 : 0;
    },
  },
});
