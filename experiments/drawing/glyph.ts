import type { Picture, Random } from '../../agents/index.ts';
import { GLYPH_STROKES, type Stroke } from './glyph-strokes.ts';
import { radians } from './plane.ts';

/** Characters that can be drawn: the digits, then the capital letters. */
export const GLYPH_NAMES: readonly string[] = [...GLYPH_STROKES.keys()];

/** How a character is written. Lengths are in pixels. */
export interface GlyphStyle {
  /** Where the middle of its box lies, from the middle of the picture, to the right and downwards. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How far it leans to the right, as the tangent of the angle. */
  readonly slant: number;
  /** Clockwise, in degrees. */
  readonly rotation: number;
  /** Width of the stroke. */
  readonly thickness: number;
}

/** What to draw. */
export interface GlyphOptions {
  /** One of {@link GLYPH_NAMES}. */
  readonly character: string;
  readonly rows: number;
  readonly columns: number;
  readonly style: GlyphStyle;
}

/**
 * A character in white on black. Luminance falls from 1 to 0 over one pixel at the edge of the stroke,
 *
 *   luminance = clip(1/2 + thickness/2 - distance, 0, 1),
 *
 * where the distance is that of the pixel's centre from the nearest stroke.
 *
 * @throws {RangeError} for a character that has no strokes.
 */
export function drawGlyph({ character, rows, columns, style }: GlyphOptions): Picture {
  const strokes = GLYPH_STROKES.get(character);
  if (strokes === undefined) {
    throw new RangeError(`drawGlyph: expected one of ${GLYPH_NAMES.join('')}; got "${character}"`);
  }
  const segments = strokes.flatMap((stroke) => segmentsOf(stroke, rows, columns, style));
  const pixels = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let nearest = Infinity;
      for (const segment of segments) {
        nearest = Math.min(nearest, squaredDistance(column + 0.5, row + 0.5, segment));
      }
      const luminance = 0.5 + style.thickness / 2 - Math.sqrt(nearest);
      pixels[row * columns + column] = Math.min(1, Math.max(0, luminance));
    }
  }
  return { rows, columns, pixels };
}

/** Style of a character in a square picture of this side, without any variation. */
export function plainGlyphStyle(side: number): GlyphStyle {
  const unit = side / 16;
  return {
    x: 0,
    y: 0,
    width: 7.5 * unit,
    height: 10.5 * unit,
    slant: 0,
    rotation: 0,
    thickness: 1.4 * unit,
  };
}

/**
 * A style at random, as hands differ. All are uniform; in a picture of 16 pixels: position +-1.5 px, slant +-0.25,
 * rotation +-6 degrees, scale +-15 %, aspect ratio +-8 % each way, thickness 0.9 to 2 px.
 */
export function randomGlyphStyle(side: number, random: Random): GlyphStyle {
  const unit = side / 16;
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const x = between(-1.5, 1.5) * unit;
  const y = between(-1.5, 1.5) * unit;
  const slant = between(-0.25, 0.25);
  const rotation = between(-6, 6);
  const scale = between(0.85, 1.15);
  const aspect = between(0.92, 1.08);
  return {
    x,
    y,
    width: 7.5 * unit * scale * aspect,
    height: (10.5 * unit * scale) / aspect,
    slant,
    rotation,
    thickness: between(0.9, 2) * unit,
  };
}

interface Segment {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** The straight pieces of a stroke in pixels: box, slant, rotation, then position. */
function segmentsOf(stroke: Stroke, rows: number, columns: number, style: GlyphStyle): Segment[] {
  const cosine = Math.cos(radians(style.rotation));
  const sine = Math.sin(radians(style.rotation));
  const points = pointsOf(stroke).map(([boxX, boxY]) => {
    const y = (boxY - 0.5) * style.height;
    const x = (boxX - 0.5) * style.width - style.slant * y;
    return {
      x: x * cosine - y * sine + columns / 2 + style.x,
      y: x * sine + y * cosine + rows / 2 + style.y,
    };
  });
  return points.slice(1).map((to, index) => {
    const from = points[index]!;
    return { fromX: from.x, fromY: from.y, toX: to.x, toY: to.y };
  });
}

/** Points of a stroke in its box; arcs become chords of at most 15 degrees. */
function pointsOf(stroke: Stroke): (readonly [number, number])[] {
  if (stroke.kind === 'line') {
    const { coordinates } = stroke;
    return Array.from({ length: coordinates.length / 2 }, (_, index) => [
      coordinates[2 * index]!,
      coordinates[2 * index + 1]!,
    ]);
  }
  const { centre, radii, from, to } = stroke;
  const chords = Math.ceil(Math.abs(to - from) / 15);
  return Array.from({ length: chords + 1 }, (_, index) => {
    const angle = radians(from + ((to - from) * index) / chords);
    return [centre[0] + radii[0] * Math.cos(angle), centre[1] + radii[1] * Math.sin(angle)];
  });
}

function squaredDistance(x: number, y: number, { fromX, fromY, toX, toY }: Segment): number {
  const dx = toX - fromX;
  const dy = toY - fromY;
  const squaredLength = dx * dx + dy * dy;
  const along = squaredLength === 0 ? 0 : ((x - fromX) * dx + (y - fromY) * dy) / squaredLength;
  const place = Math.min(1, Math.max(0, along));
  return (fromX + place * dx - x) ** 2 + (fromY + place * dy - y) ** 2;
}
