/**
 * Attraction of a percept to the one before, for an observer that knows that the two may differ by d and that each is
 * measured with the standard deviation s: the weight of the one before is w = s^2 / (2 s^2 + d^2), the bias w d. It is
 * largest at d = sqrt(2) s, where it is s / (2 sqrt 2).
 *
 * @see Cicchini, Mikellidou & Burr (2018), `REFERENCES.cicchini2018`
 */
export function serialBias(difference: number, deviation: number): number {
  const variance = deviation ** 2;
  return (variance / (2 * variance + difference ** 2)) * difference;
}
