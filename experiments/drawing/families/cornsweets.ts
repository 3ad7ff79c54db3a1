import { defineDrawer } from '../drawer.ts';
import { cornsweetEdge } from './components.ts';

/** The edge whose plateaus are the targets: equal on both sides. */
export const cornsweet = defineDrawer({
  ...cornsweetEdge,
  render: (resolution, values, random) => {
    const edge = cornsweetEdge.render(resolution, values, random);
    const edgeMask = edge.masks?.['edgeMask'] ?? new Uint16Array(edge.pixels.length);
    const isPlateau = (index: number): boolean => edge.pixels[index] === values.intensityPlateau;
    const targetMask = edgeMask.map((side, index) => (isPlateau(index) ? side : 0));
    return { ...edge, masks: { ...edge.masks, targetMask } };
  },
});
