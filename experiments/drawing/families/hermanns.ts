import { defineDrawer, drawn, uniformField } from '../drawer.ts';
import { luminance } from '../table-entries.ts';
import { rounded } from '../regions.ts';

/** Lines of a grid. */
export const hermannGrid = defineDrawer({
  parameters: {
    elementSize: {
      kind: 'list',
      default: [1, 1, 0.25],
      min: 0,
      max: 1000,
      unit: 'degree',
      minLength: 3,
      maxLength: 3,
      meaning: 'Vertical and horizontal distance of the lines, and their width.',
    },
    intensityBackground: luminance(0, 'background'),
    intensityGrid: luminance(1, 'lines'),
  },
  render: (resolution, { elementSize, intensityBackground, intensityGrid }) => {
    const { shape, pixelsPerDegree } = resolution;
    const [tall = 1, wide = 1, thick = 0] = elementSize.map((side, index) =>
      Math.max(1, Math.floor(rounded(side * pixelsPerDegree[index === 1 ? 1 : 0]))),
    );
    const pixels = uniformField(resolution, intensityBackground);
    for (let pixel = 0; pixel < pixels.length; pixel++) {
      const row = Math.floor(pixel / shape[1]);
      const column = pixel % shape[1];
      if (row % tall < thick || column % wide < thick) pixels[pixel] = intensityGrid;
    }
    return drawn(resolution, pixels, { targetMask: new Uint16Array(pixels.length) });
  },
});
