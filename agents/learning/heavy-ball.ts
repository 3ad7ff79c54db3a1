import type { Model } from '../model.ts';

/** Settling with momentum: v <- m v - rate dF/dx, x <- x + v for the free values of a model. */
export interface HeavyBall {
  /** Brings everything to rest. */
  restart(): void;
  /** One step along the gradients that were evaluated last. */
  move(rate: number): void;
}

/**
 * Gives the levels of a model momentum. The few values that move are moved here and not in the engine, so that any
 * engine will do. For smooth free energies: levels with a Laplace prior step in another way.
 *
 * @see Polyak (1964), `REFERENCES.polyak1964`
 */
export function createHeavyBall(model: Model, momentum: number): HeavyBall {
  const levels = model.built.levels.flatMap(({ values, gradient, free, units }, level) =>
    gradient === null
      ? []
      : [{ level, values, gradient, free, units, velocity: new Float64Array(units * model.batch) }],
  );
  return {
    restart: () => {
      for (const { velocity } of levels) velocity.fill(0);
    },
    move: (rate) => {
      for (const { level, values, gradient, free, units, velocity } of levels) {
        const moved = model.read(values);
        const slope = model.executable.view(gradient);
        for (let entry = 0; entry < moved.length; entry++) {
          velocity[entry] = momentum * velocity[entry]! - rate * slope[entry]!;
        }
        const open = model.executable.view(free);
        for (let entry = 0; entry < moved.length; entry++) {
          if (open[entry % units] === 0) velocity[entry] = 0;
          moved[entry]! += velocity[entry]!;
        }
        model.setValues(level, moved);
      }
    },
  };
}

/** Takes settle steps with momentum, from rest; leaves predictions and errors at the final values, and returns their trace row. */
export function settleWithMomentum(
  model: Model,
  {
    steps,
    rate,
    momentum,
  }: { readonly steps: number; readonly rate: number; readonly momentum: number },
): Float64Array {
  const ball = createHeavyBall(model, momentum);
  model.prepare();
  for (let step = 0; step < steps; step++) {
    model.executable.run('evaluate');
    ball.move(rate);
  }
  return model.measure();
}
