/** The most that any rotor can take of the power of the wind: 16/27. */
export const BETZ_LIMIT = 16 / 27;

/** Constants of Heier's fit. */
const C1 = 0.5176;
const C2 = 116;
const C3 = 0.4;
const C4 = 5;
const C5 = 21;
const C6 = 0.0068;

/**
 * Share of the power of the wind that the rotor takes, by Heier's fit:
 *
 *   Cp = c1 (c2 / l - c3 pitch - c4) e^(-c5 / l) + c6 ratio,   1 / l = 1 / (ratio + .08 pitch) - .035 / (pitch^3 + 1)
 *
 * Not below 0. Its largest value is .4800, at a ratio of 8.10 and no pitch.
 *
 * @param ratio Speed of the tips of the blades / speed of the wind, above 0.
 * @param pitch Degrees, at least 0.
 */
export function powerCoefficient(ratio: number, pitch: number): number {
  const inverse = 1 / (ratio + 0.08 * pitch) - 0.035 / (pitch ** 3 + 1);
  const value = C1 * (C2 * inverse - C3 * pitch - C4) * Math.exp(-C5 * inverse) + C6 * ratio;
  return Math.max(0, value);
}

/** Power that a rotor takes of the wind, 1/2 rho pi R^2 Cp v^3, W. */
export function aerodynamicPower(
  { airDensity, rotorRadius }: { readonly airDensity: number; readonly rotorRadius: number },
  {
    wind,
    rotorSpeed,
    pitch,
  }: { readonly wind: number; readonly rotorSpeed: number; readonly pitch: number },
): number {
  const coefficient = powerCoefficient((rotorSpeed * rotorRadius) / wind, Math.max(0, pitch));
  return 0.5 * airDensity * Math.PI * rotorRadius ** 2 * coefficient * wind ** 3;
}
