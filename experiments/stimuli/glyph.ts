import { REFERENCES } from '../../agents/index.ts';
import { drawGlyph, GLYPH_NAMES } from '../drawing/glyph.ts';
import { withNoise } from '../drawing/with-noise.ts';
import { defineStimulus } from '../stimulus.ts';

/** At the usual 32 pixels per degree a character is 7.5 x 10.5 pixels large, and fits into 16 x 16. */
export default defineStimulus({
  name: 'glyph',
  summary: 'A digit or capital letter, drawn in white strokes on black.',
  sources: [REFERENCES.lecun1998],
  parameters: {
    character: {
      kind: 'choice',
      default: 'A',
      choices: GLYPH_NAMES,
      meaning: 'Digit or capital letter.',
    },
    width: {
      kind: 'number',
      default: 0.234375,
      min: 0.001,
      max: 20,
      unit: 'degree',
      meaning: 'Width of the character.',
    },
    height: {
      kind: 'number',
      default: 0.328125,
      min: 0.001,
      max: 20,
      unit: 'degree',
      meaning: 'Height of the character.',
    },
    thickness: {
      kind: 'number',
      default: 0.04375,
      min: 0,
      max: 20,
      unit: 'degree',
      meaning: 'Width of the strokes.',
    },
    slant: {
      kind: 'number',
      default: 0,
      min: -2,
      max: 2,
      unit: '1',
      meaning: 'How far it leans to the right, as the tangent of the angle.',
    },
    orientation: {
      kind: 'number',
      default: 0,
      min: -180,
      max: 180,
      unit: 'degree',
      meaning: 'Rotation, counter-clockwise.',
    },
    x: {
      kind: 'number',
      default: 0,
      min: -20,
      max: 20,
      unit: 'degree',
      meaning: 'Horizontal position of its centre, to the right.',
    },
    y: {
      kind: 'number',
      default: 0,
      min: -20,
      max: 20,
      unit: 'degree',
      meaning: 'Vertical position of its centre, upwards.',
    },
    noise: {
      kind: 'number',
      default: 0,
      min: 0,
      max: 1,
      unit: '1',
      meaning: 'Standard deviation of normal noise on every pixel.',
    },
  },
  render: ({ shape: [rows, columns], pixelsPerDegree: [pixelsPerDegree] }, glyph, random) => {
    const picture = drawGlyph({
      character: glyph.character,
      rows,
      columns,
      style: {
        x: glyph.x * pixelsPerDegree,
        y: -glyph.y * pixelsPerDegree,
        width: glyph.width * pixelsPerDegree,
        height: glyph.height * pixelsPerDegree,
        slant: glyph.slant,
        rotation: -glyph.orientation,
        thickness: glyph.thickness * pixelsPerDegree,
      },
    });
    return withNoise(picture, glyph.noise, random);
  },
});
