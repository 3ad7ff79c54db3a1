import { type AgentKind, cropPicture, type ParameterValues } from '../../agents/index.ts';

/** What an edge is made of. */
export const EDGE_FORMS = ['kanizsa', 'turned', 'joined'] as const;

/**
 * - `kanizsa`: four discs with mouths that meet the corners of a square;
 * - `turned`: the same discs, each mouth turned away from the square;
 * - `joined`: as `kanizsa`, with a strip from disc to disc that makes one edge of the square real.
 */
export type EdgeForm = (typeof EDGE_FORMS)[number];

/** How a figure is drawn, lengths in pixels. */
export interface EdgeFigure {
  readonly form: EdgeForm;
  /** Direction of the edge through the middle, in quarter turns: 0 has the square below it. */
  readonly turn: number;
  /** Radius of the discs, and side of the square. */
  readonly radius: number;
  readonly square: number;
  /** Distance of the edge from the middle, towards the square, and along itself. */
  readonly shift: number;
  readonly slip: number;
  /** Luminance of the discs above the background. */
  readonly amplitude: number;
}

/** Side of the canvas on which it is drawn before the retina. */
const CANVAS = 64;
const OVERSAMPLING = 4;

/** A field of `side` pixels through the middle of which one edge of the figure runs, after the retina. */
export function edgeField(
  kind: AgentKind,
  parameters: ParameterValues,
  { side, figure }: { readonly side: number; readonly figure: EdgeFigure },
): Float32Array {
  const pixels = Float32Array.from({ length: CANVAS * CANVAS }, (_, pixel) => {
    let inside = 0;
    for (let sample = 0; sample < OVERSAMPLING ** 2; sample++) {
      const offset = (step: number): number => (step + 0.5) / OVERSAMPLING - CANVAS / 2;
      const x = (pixel % CANVAS) + offset(sample % OVERSAMPLING);
      const y = Math.floor(pixel / CANVAS) + offset(Math.floor(sample / OVERSAMPLING));
      if (isInk(figure, turned(x, y, figure.turn))) inside++;
    }
    return (figure.amplitude * inside) / OVERSAMPLING ** 2;
  });
  const seen = kind.retina({ rows: CANVAS, columns: CANVAS, pixels }, parameters);
  const corner = { x: (CANVAS - side) / 2, y: (CANVAS - side) / 2 };
  return cropPicture(seen, { rows: side, columns: side }, corner).pixels;
}

/** Along the edge, and across it towards the square. */
function turned(x: number, y: number, turn: number): { along: number; across: number } {
  switch (((turn % 4) + 4) % 4) {
    case 0:
      return { along: x, across: y };
    case 1:
      return { along: y, across: -x };
    case 2:
      return { along: -x, across: -y };
    default:
      return { along: -y, across: x };
  }
}

function isInk(
  { form, radius, square, shift, slip }: EdgeFigure,
  place: { readonly along: number; readonly across: number },
): boolean {
  const along = place.along - slip;
  const across = place.across - shift;
  const half = square / 2;
  const isWithin = Math.abs(along) < half && across > 0 && across < square;
  if (form === 'joined' && Math.abs(along) < half && across <= 0 && across > -radius) return true;
  // The nearest corner.
  const [cornerAlong, cornerAcross] = [along < 0 ? -half : half, across < half ? 0 : square];
  const [right, down] = [along - cornerAlong, across - cornerAcross];
  if (Math.hypot(right, down) > radius) return false;
  if (form !== 'turned') return !isWithin;
  const isOutward = right * Math.sign(cornerAlong) > 0 && down * (cornerAcross === 0 ? -1 : 1) > 0;
  return !isOutward;
}

/**
 * Contrast across the edge in a window: mean of the two rows on the side of the square minus that of the two rows on the
 * other side, of pixels after the retina.
 *
 * @param window `side x side` pixels, the edge through its middle.
 */
export function edgeContrast(window: ArrayLike<number>, side: number, turn: number): number {
  let contrast = 0;
  for (let pixel = 0; pixel < side * side; pixel++) {
    const x = (pixel % side) - (side - 1) / 2;
    const y = Math.floor(pixel / side) - (side - 1) / 2;
    const { across } = turned(x, y, turn);
    if (Math.abs(across) < 2) contrast += (Math.sign(across) * window[pixel]!) / (2 * side);
  }
  return contrast;
}
