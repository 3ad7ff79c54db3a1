import { HelmholtzError } from '../../errors.ts';
import { aerodynamicPower } from './power-coefficient.ts';
import type { TurbineParameters, TurbineState } from './turbine-parameters.ts';

/** Largest pitch that is tried, degrees. */
const LARGEST_PITCH = 30;

/**
 * State and input at which a turbine turns steadily at its rated speed and power.
 *
 * @throws {HelmholtzError} `not-applicable` for a wind that is too weak for that.
 */
export function operatingPoint(
  parameters: TurbineParameters,
  wind: number,
): {
  readonly state: TurbineState;
  readonly input: { readonly generatorTorque: number; readonly pitch: number };
} {
  const { ratedPower, ratedSpeed, gearRatio, shaftStiffness } = parameters;
  const rotorSpeed = ratedSpeed / gearRatio;
  const generatorTorque = ratedPower / ratedSpeed;
  const shaftTorque = gearRatio * (generatorTorque + parameters.generatorFriction * ratedSpeed);
  const wanted = shaftTorque + parameters.rotorFriction * rotorSpeed;
  const surplus = (pitch: number): number =>
    aerodynamicPower(parameters, { wind, rotorSpeed, pitch }) / rotorSpeed - wanted;
  if (!(surplus(0) >= 0)) {
    throw new HelmholtzError(
      'not-applicable',
      `turbine.wind: expected enough wind for ${ratedPower} W; got ${wind} m/s`,
    );
  }
  let low = 0;
  let high = LARGEST_PITCH;
  for (let halving = 0; halving < 200; halving++) {
    const middle = (low + high) / 2;
    if (surplus(middle) > 0) low = middle;
    else high = middle;
  }
  const pitch = (low + high) / 2;
  return {
    state: [rotorSpeed, ratedSpeed, (1e3 * shaftTorque) / shaftStiffness, pitch, 0],
    input: { generatorTorque: 1e-3 * generatorTorque, pitch },
  };
}
