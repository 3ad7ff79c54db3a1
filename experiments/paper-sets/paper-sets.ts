import betz2015 from './betz2015.ts';
import bindmann2004 from './bindmann2004.ts';
import modelfest from './modelfest.ts';
import murray2020 from './murray2020.ts';
import type { PaperSet } from './paper-set.ts';
import schmittwilken2024 from './schmittwilken2024.ts';

/** All publications whose stimuli are presets. */
export const PAPER_SETS: readonly PaperSet[] = [
  betz2015,
  bindmann2004,
  modelfest,
  murray2020,
  schmittwilken2024,
];
