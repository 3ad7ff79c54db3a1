/**
 * Shading of a shallow Gaussian bump, lit from a direction: the slope towards the light,
 *
 *   I(x, y) = (y cos d + x sin d) / s  exp(1/2 - (x^2 + y^2) / 2 s^2),
 *
 * y upwards, the largest shading being 1. A dent is shaded like a bump that is lit from the opposite direction.
 *
 * @param side Pixels per side.
 * @param width s, pixels.
 * @param direction d of the light, degrees clockwise from above.
 * @returns `side x side` pixels, row by row from the top.
 * @see Pentland (1989) for shading that is linear in the slope
 */
export function shadedBump(side: number, width: number, direction: number): Float64Array {
  const radians = (Math.PI / 180) * direction;
  const centre = (side - 1) / 2;
  return Float64Array.from({ length: side * side }, (_, pixel) => {
    const x = (pixel % side) - centre;
    const y = centre - Math.floor(pixel / side);
    const slope = (y * Math.cos(radians) + x * Math.sin(radians)) / width;
    return slope * Math.exp(0.5 - (x * x + y * y) / (2 * width * width));
  });
}
