import betz2015 from './betz2015.ts';
import bindmann2004 from './bindmann2004.ts';
import domijan2015 from './domijan2015.ts';
import modelfest from './modelfest.ts';
import murray2020 from './murray2020.ts';
import type { PaperSet } from './paper-set.ts';
import rhs2007 from './rhs2007.ts';
import schmittwilken2024 from './schmittwilken2024.ts';
import white1981 from './white1981.ts';
import white1985 from './white1985.ts';

/** All publications whose stimuli are presets. */
export const PAPER_SETS: readonly PaperSet[] = [
  rhs2007,
  betz2015,
  bindmann2004,
  domijan2015,
  modelfest,
  murray2020,
  schmittwilken2024,
  white1981,
  white1985,
];
