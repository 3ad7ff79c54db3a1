/**
 * Which precisions are in force: as the agent's description has them (`fixed`), as they were learned, or inferred from
 * context by log-precision units.
 */
export const PRECISION_MODES = ['fixed', 'learned', 'inferred'] as const;
