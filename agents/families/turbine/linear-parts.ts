import { dense, type DenseMatrix, multiply, zeros } from '../../maths/dense.ts';
import { matrixExponential } from '../../maths/matrix-exponential.ts';
import type { TurbineParameters, TurbineState } from './turbine-parameters.ts';

/** What drives the linear parts during a step: torque of the wind (MN m), of the generator (kN m), pitch wanted (degree). */
export type TurbineDrive = readonly [windTorque: number, generatorTorque: number, pitch: number];

/** One step of the drive train and the pitch actuator, exact for a drive that is held: x_next = A x + B u. */
export interface LinearParts {
  /** 5 x 5, row-major. */
  readonly a: DenseMatrix;
  /** 5 x 3. */
  readonly b: DenseMatrix;
}

/**
 * The parts of a turbine that are linear. Two masses and a shaft:
 *
 *   Jr wr' = Ta - K th - B (wr - wg / N) - Br wr
 *   Jg wg' = K th / N + B (wr - wg / N) / N - Bg wg - Tg
 *   th' = wr - wg / N
 *
 * and a pitch actuator of second order, b'' = f^2 (wanted - b) - 2 d f b'. Discretised by the matrix exponential.
 */
export function linearParts(parameters: TurbineParameters): LinearParts {
  const { rotorInertia: jr, generatorInertia: jg, gearRatio: n } = parameters;
  const { shaftStiffness: stiffness, shaftDamping: damping } = parameters;
  const { rotorFriction, generatorFriction, pitchFrequency: f, pitchDamping: d } = parameters;
  // Twist is in mrad, the torque of the wind in MN m, that of the generator in kN m.
  const continuous = [
    [
      -(damping + rotorFriction) / jr,
      damping / n / jr,
      (-1e-3 * stiffness) / jr,
      0,
      0,
      1e6 / jr,
      0,
      0,
    ],
    [
      damping / n / jg,
      -(damping / n / n + generatorFriction) / jg,
      (1e-3 * stiffness) / n / jg,
      ...[0, 0, 0, -1e3 / jg, 0],
    ],
    [1e3, -1e3 / n, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 1, 0, 0, 0],
    [0, 0, 0, -f * f, -2 * d * f, 0, 0, f * f],
    ...[5, 6, 7].map(() => new Array<number>(8).fill(0)),
  ].map((row) => row.map((value) => value * parameters.step));
  const whole = matrixExponential(dense(continuous));
  if (whole === null) throw new Error('parameters of a turbine that are not finite');
  const part = (from: number, columns: number): DenseMatrix => {
    const out = zeros(5, columns);
    for (let row = 0; row < 5; row++) {
      for (let column = 0; column < columns; column++) {
        out.data[row * columns + column] = whole.data[row * 8 + from + column]!;
      }
    }
    return out;
  };
  return { a: part(0, 5), b: part(5, 3) };
}

/** A x + B u */
export function stepLinearParts(
  { a, b }: LinearParts,
  state: TurbineState,
  drive: TurbineDrive,
): [number, number, number, number, number] {
  const column = (values: readonly number[]): DenseMatrix => ({
    rows: values.length,
    columns: 1,
    data: Float64Array.from(values),
  });
  const free = multiply(a, column(state)).data;
  const driven = multiply(b, column(drive)).data;
  const at = (row: number): number => free[row]! + driven[row]!;
  return [at(0), at(1), at(2), at(3), at(4)];
}
