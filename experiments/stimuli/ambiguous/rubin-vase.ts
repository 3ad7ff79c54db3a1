import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, luminanceEntry } from '../../drawing/entries.ts';
import { paintFigures } from '../../drawing/paint.ts';
import { type Point } from '../../drawing/plane.ts';
import { box, polygon } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'rubin-vase',
  summary: 'A vase or two faces, whichever is taken for the figure.',
  sources: [REFERENCES.rubinVase],
  antiAliasing: 'exact',
  parameters: {
    height: degreesEntry(6, 'Height of the vase.', [0.2, 30]),
    width: degreesEntry(3.2, 'Greatest width of the vase.', [0.2, 30]),
    vase: luminanceEntry(0.9, 'Luminance of the vase (target 1).'),
    faces: luminanceEntry(0.1, 'Luminance of the faces (target 2).'),
  },
  render: (resolution, { height, width, vase, faces }) => {
    // Half widths of the profile from the bottom upwards: base, stem (chin and neck), lips, nose, forehead, rim.
    const profile = [
      1, 0.95, 0.55, 0.42, 0.4, 0.5, 0.44, 0.52, 0.4, 0.28, 0.36, 0.62, 0.74, 0.8, 0.94, 1,
    ];
    const side = (sign: number): Point[] =>
      profile.map((half, index) => ({
        x: (sign * half * width) / 2,
        y: (index / (profile.length - 1) - 0.5) * height,
      }));
    const shape = polygon([...side(1), ...side(-1).reverse()]);
    const inside = box({ x: 0, y: 0 }, 60, height);
    return paintFigures(resolution, 0.5, [
      { shape: inside, paint: faces, target: 2 },
      { shape, paint: vase, target: 1 },
    ]);
  },
});
