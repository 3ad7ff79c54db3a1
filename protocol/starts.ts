/**
 * Where beliefs start when something is shown or they are reset: at their predictions from above (`forward`), at zero, or
 * at random.
 */
export const STARTS = ['forward', 'zero', 'random'] as const;
