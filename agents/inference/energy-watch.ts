/** What the course of the free energy says. */
export type EnergyCourse = 'moving' | 'flat' | 'diverged';

/** Free energy and gradient norm at one step. */
export interface EnergyPoint {
  readonly energy: number;
  readonly norm: number;
}

/** Notices that settling makes things worse, or no difference any more. */
export interface EnergyWatch {
  /** Forgets what it has seen: the beliefs or the model have been changed. */
  restart(): void;
  /** Looks at further points, the first of them that of the state where the previous ones ended. */
  sees(points: readonly EnergyPoint[], inferenceRate: number): EnergyCourse;
}

/** Smaller relative rises than this are rounding. */
const ROUNDING = 1e-6;
/** A step that changes F by less than this share of rate x norm^2, which a smooth F would fall by at least, is flat. */
const FLAT_SHARE = 0.01;
/** So many flat steps in a row count. */
export const FLAT_STEPS = 50;

/**
 * Watches the free energy over calls of any length. It has diverged when it is not a number, or has risen so many steps
 * in a row. It is flat when, for 50 steps, it has changed by far less than its gradient promises (explicit Euler lowers a
 * smooth F by about rate x |gradient|^2): where rounding is all that is left, or rectified units rest at their kink and F
 * has no derivative that could vanish.
 */
export function createEnergyWatch(risesToDiverge: number): EnergyWatch {
  let latest: number | null = null;
  let rises = 0;
  let still = 0;
  return {
    restart: () => {
      latest = null;
      rises = 0;
      still = 0;
    },
    sees: (points, inferenceRate) => {
      for (const { energy, norm } of latest === null ? points : points.slice(1)) {
        if (!Number.isFinite(energy)) return 'diverged';
        if (latest !== null) {
          const change: number = energy - latest;
          const scale = Math.max(1, Math.abs(latest));
          rises = change > ROUNDING * scale ? rises + 1 : 0;
          still = Math.abs(change) < FLAT_SHARE * inferenceRate * norm * norm ? still + 1 : 0;
        }
        latest = energy;
        if (rises >= risesToDiverge) return 'diverged';
      }
      return still >= FLAT_STEPS ? 'flat' : 'moving';
    },
  };
}

/** A scheme that may climb has run away when F is so many times its first size (at least 1 nat) above where it began. */
const RUN_AWAY = 1000;

/**
 * Watches a scheme under which the free energy may rise for a while: momentum swings through the minimum, sampling
 * climbs to the typical free energy, which is half a nat per value node above the least. It has diverged when it is not a
 * number or far above where it began. It is never called flat.
 */
export function createWanderWatch(): EnergyWatch {
  let first: number | null = null;
  return {
    restart: () => {
      first = null;
    },
    sees: (points) => {
      for (const { energy } of points) {
        if (!Number.isFinite(energy)) return 'diverged';
        first ??= energy;
        if (energy - first > RUN_AWAY * Math.max(1, Math.abs(first))) return 'diverged';
      }
      return 'moving';
    },
  };
}
