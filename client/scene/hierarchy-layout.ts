import { COLUMNS, type Column } from './hierarchy-planes.ts';
import type { PlaneLayout } from './plane-layout.ts';

/** A point or a size in the scene; a plane is at most one unit across. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** How far planes lean back from upright, in radians: seen from slightly above they face the viewer. */
export const LEAN = -0.94;
/** From the centre of one column to the next. */
const COLUMN_PITCH = 1.18;
/** From one level to the next, together and spread apart. */
const LEVEL_PITCH = { together: 1.38, apart: 1.85 } as const;

/** Centre of a plane: senses at the bottom, columns from left to right, the whole centred on the origin. */
export function placeOf(
  { level, column }: { level: number; column: Column },
  { levels, exploded }: { levels: number; exploded: boolean },
): Place {
  const pitch = exploded ? LEVEL_PITCH.apart : LEVEL_PITCH.together;
  return {
    x: (COLUMNS.indexOf(column) - (COLUMNS.length - 1) / 2) * COLUMN_PITCH,
    y: (level - (levels - 1) / 2) * pitch,
    z: 0,
  };
}

/** Width and height of a plane: its longer side is one. */
export function sizeOf({ width, height }: PlaneLayout): { width: number; height: number } {
  const longer = Math.max(width, height);
  return { width: width / longer, height: height / longer };
}

/** Middle of the upper or the lower edge of a leaning plane. */
export function edgeOf(centre: Place, height: number, edge: 'upper' | 'lower'): Place {
  const half = (edge === 'upper' ? 1 : -1) * (height / 2 + 0.05);
  return {
    x: centre.x,
    y: centre.y + half * Math.cos(LEAN),
    z: centre.z + half * Math.sin(LEAN),
  };
}

/** Half the width and height that everything takes, with room for labels. */
export function extentOf({ levels, exploded }: { levels: number; exploded: boolean }): {
  readonly halfWidth: number;
  readonly halfHeight: number;
} {
  const pitch = exploded ? LEVEL_PITCH.apart : LEVEL_PITCH.together;
  return {
    halfWidth: ((COLUMNS.length - 1) / 2) * COLUMN_PITCH + 1.02,
    halfHeight: ((levels - 1) / 2) * pitch + 0.58,
  };
}
