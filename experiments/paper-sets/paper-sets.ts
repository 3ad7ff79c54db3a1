import betz2015 from './betz2015.ts';
import modelfest from './modelfest.ts';
import schmittwilken2024 from './schmittwilken2024.ts';
import type { PaperSet } from './paper-set.ts';

/** All publications whose stimuli are presets. */
export const PAPER_SETS: readonly PaperSet[] = [betz2015, modelfest, schmittwilken2024];
