import type { ParameterTable } from '../../agents/index.ts';

/** Parameters of figures that are lighter or darker than a mid-grey ground. */
export const FIGURE_PARAMETERS = {
  polarity: {
    kind: 'choice',
    default: 'light',
    choices: ['light', 'dark'],
    meaning: 'Whether the figure is lighter or darker than the mid-grey ground.',
  },
  contrast: {
    kind: 'number',
    default: 1,
    min: 0,
    max: 1,
    unit: 'Weber',
    meaning: 'Difference of figure and ground, relative to the ground.',
  },
} as const satisfies ParameterTable;

/** Luminance of the ground. */
export const MID_GREY = 0.5;

/** Luminance of a figure on a mid-grey ground: 0.5 (1 + contrast) if light, 0.5 (1 - contrast) if dark. */
export function figureLuminance({
  polarity,
  contrast,
}: {
  readonly polarity: string;
  readonly contrast: number;
}): number {
  return MID_GREY * (polarity === 'light' ? 1 + contrast : 1 - contrast);
}
