import type { AgentKind } from './agent.ts';
import type { FreeEnergy } from './energy/free-energy.ts';
import type { Model } from './model.ts';

/** A categorical cause, of which every class is tried as a hypothesis of its own: one row of the batch each. */
export interface Hypotheses {
  /** Number of hypotheses; 1 for an agent without classes. */
  readonly count: number;
  /** Whether a unit of a level holds a hypothesis. */
  isHypothesis(level: number, unit: number): boolean;
  /** Lets row c of the batch suppose that class c is the cause. */
  set(model: Model): void;
  /** The row of the batch that is shown: the best hypothesis. */
  shownRow(model: Model): number;
  /** Posterior probability of each class, softmax(-F / temperature); empty without classes. */
  posterior(model: Model): number[];
  /** Free energy of the shown row, the cost ln(classes) of a uniform prior over classes included. */
  freeEnergy(model: Model): FreeEnergy;
}

/** The hypotheses of an agent kind whose top level is level `top`. */
export function createHypotheses(classes: AgentKind['classes'], top: number): Hypotheses {
  if (classes === undefined) {
    return {
      count: 1,
      isHypothesis: () => false,
      set: () => undefined,
      shownRow: () => 0,
      posterior: () => [],
      freeEnergy: (model) => model.rowFreeEnergy(0),
    };
  }
  const { names, first, temperature } = classes;
  const shownRow = (model: Model): number => {
    const energies = model.rowEnergies();
    return energies.indexOf(Math.min(...energies));
  };
  return {
    count: names.length,
    isHypothesis: (level, unit) => level === top && unit >= first && unit < first + names.length,
    set: (model) => {
      const { units } = model.built.levels[top]!;
      const values = model.values(top);
      names.forEach((_, row) => {
        names.forEach((__, unit) => {
          values[row * units + first + unit] = row === unit ? 1 : 0;
        });
      });
      model.setValues(top, values);
    },
    shownRow,
    posterior: (model) => {
      const energies = model.rowEnergies();
      const least = Math.min(...energies);
      const odds = Array.from(energies, (energy) => Math.exp((least - energy) / temperature));
      const sum = odds.reduce((total, value) => total + value, 0);
      return odds.map((value) => value / sum);
    },
    freeEnergy: (model) => {
      const energies = model.rowFreeEnergy(shownRow(model));
      const cost = Math.log(names.length);
      return {
        total: energies.total + cost,
        accuracy: energies.accuracy,
        complexity: energies.complexity + cost,
        levels: energies.levels.map((energy, level) =>
          level === energies.levels.length - 1 ? energy + cost : energy,
        ),
      };
    },
  };
}
