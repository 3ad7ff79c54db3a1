import { gaussianCopula } from './gaussian-copula.ts';
import { copying } from './copying.ts';
import { independentMargins } from './independent-margins.ts';
import { principalCauses } from './principal-causes.ts';
import { privateClasses } from './private-classes.ts';
import type { RecordGenerator } from './record-generator.ts';

/** Ways of making records, by name. `copying` is no use but to see that a leak is noticed. */
export const RECORD_GENERATORS = {
  'independent-margins': independentMargins,
  'gaussian-copula': gaussianCopula,
  'principal-causes': principalCauses,
  'private-classes': privateClasses({ epsilon: 1 }),
  copying: copying(independentMargins, { probability: 0.2 }),
} as const satisfies Readonly<Record<string, RecordGenerator>>;
