/** Notices that settling makes things worse. */
export interface DivergenceWatch {
  /** Forgets what it has seen: the beliefs or the model have been changed. */
  restart(): void;
  /** Looks at further free energies, the first of them that of the state where the previous ones ended. */
  sees(energies: readonly number[]): boolean;
}

/** Smaller relative rises than this are rounding. */
const ROUNDING = 1e-6;

/**
 * Watches the free energy over calls of any length: it has diverged when it is not a number, or has risen this many steps
 * in a row.
 */
export function createDivergenceWatch(risesToDiverge: number): DivergenceWatch {
  let latest: number | null = null;
  let rises = 0;
  return {
    restart: () => {
      latest = null;
      rises = 0;
    },
    sees: (energies) => {
      for (const energy of latest === null ? energies : energies.slice(1)) {
        if (!Number.isFinite(energy)) return true;
        const rose = latest !== null && energy - latest > ROUNDING * Math.max(1, Math.abs(latest));
        rises = rose ? rises + 1 : 0;
        latest = energy;
        if (rises >= risesToDiverge) return true;
      }
      return false;
    },
  };
}
