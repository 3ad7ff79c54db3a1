import type { RenderedStimulus } from '../render-stimulus.ts';

/** Programs that draw gratings themselves. */
export type PrimitiveLanguage = 'psychopy' | 'jspsych' | 'psychtoolbox';

/** A grating, under a Gaussian window or as large as the picture: lengths in degrees, angles in degrees. */
interface Carrier {
  readonly frequency: number;
  readonly orientation: number;
  readonly contrast: number;
  readonly phase: number;
  readonly isSquare: boolean;
  /** `null` without a window. */
  readonly sigma: number | null;
  readonly x: number;
  readonly y: number;
}

/** Standard deviation in pixels of a window that nobody sees. */
const NO_WINDOW = 1e6;

/**
 * In comments, how the program itself draws what is nearest to the stimulus, if that is a Gabor or a grating: parameters of
 * the same name differ in meaning from one program to the next. Empty for other stimuli.
 *
 * With L = 1/2 + c/2 cos(2 pi f u + phase), u running at right angles to stripes that have the orientation counter-clockwise
 * from horizontal, PsychoPy 2026.2.5 and Psychtoolbox 3.0.18 draw the same, but for the borders of their windows and half a
 * pixel; for jspsych-psychophysics this follows from its formulas.
 */
export function nearestPrimitive(language: PrimitiveLanguage, rendered: RenderedStimulus): string {
  const carrier = carrierOf(rendered);
  if (carrier === null) return '';
  switch (language) {
    case 'psychopy':
      return psychopy(rendered, carrier);
    case 'jspsych':
      return jspsych(rendered, carrier);
    case 'psychtoolbox':
      return psychtoolbox(rendered, carrier);
  }
}

function carrierOf({ stimulus, parameters }: RenderedStimulus): Carrier | null {
  if (stimulus !== 'gabor' && stimulus !== 'grating') return null;
  const read = (name: string, otherwise: number): number => {
    const value = parameters[name];
    return typeof value === 'number' ? value : otherwise;
  };
  return {
    frequency: read('frequency', 0),
    orientation: read('orientation', 90),
    contrast: read('contrast', 1),
    phase: read('phase', 0),
    isSquare: parameters['waveform'] === 'square',
    sigma: stimulus === 'gabor' ? read('sigma', 1) : null,
    x: read('x', 0),
    y: read('y', 0),
  };
}

function psychopy({ resolution }: RenderedStimulus, carrier: Carrier): string {
  const { frequency, orientation, contrast, phase, isSquare, sigma, x, y } = carrier;
  const [height, width] = resolution.visualSize;
  const window =
    sigma === null
      ? {
          note: '# - the patch turns with its stripes.\n',
          code: `size=(${short(width)}, ${short(height)})`,
        }
      : {
          note: `# - mask='gauss' has sigma = size / (2 * sd) with sd = 3 by default: size = 6 * sigma = ${short(6 * sigma)} deg for sigma = ${short(sigma)} deg.\n`,
          code: `mask='gauss', size=${short(6 * sigma)}`,
        };
  const where = x === 0 && y === 0 ? '' : `pos=(${short(x)}, ${short(y)}), `;
  return `
# The nearest primitive of PsychoPy, with its own conventions:
# - ori counts clockwise, ours counter-clockwise: the sign changes;
# - sf is in cycles per degree in units of 'deg' (cycles per stimulus with units='norm');
# - phase is in cycles.
${window.note}# grating = visual.GratingStim(win, tex='${isSquare ? 'sqr' : 'sin'}', units='deg', sf=${short(frequency)}, ori=${short(90 - orientation)}, phase=${short(phase / 360)}, contrast=${short(contrast)}, ${where}${window.code})
`;
}

/** Neither of the other two has square waves. */
function jspsych({ columns, resolution }: RenderedStimulus, carrier: Carrier): string {
  const { frequency, orientation, contrast, phase, isSquare, sigma, x, y } = carrier;
  if (isSquare) return '';
  const [, ppd] = resolution.pixelsPerDegree;
  const where =
    x === 0 && y === 0
      ? "startX: 'center', startY: 'center'"
      : `origin_center: true, startX: ${short(x * ppd)}, startY: ${short(-y * ppd)}`;
  return `
// The nearest primitive of jspsych-psychophysics, in pixels:
// - sf is in cycles per pixel: cycles per degree / pixels per degree = ${short(frequency)} / ${short(ppd)} = ${short(frequency / ppd)};
${sigma === null ? '' : `// - sc is the standard deviation in pixels: sigma * pixels per degree = ${short(sigma)} * ${short(ppd)} = ${short(sigma * ppd)};\n`}// - tilt counts from horizontal; phase is that of a sine, and counts the other way;
// - contrast is the amplitude, half of Michelson's, and divided by sqrt(2*pi)*sc unless disableNorm is set.
// { obj_type: 'gabor', ${where}, width: ${columns}, sf: ${short(frequency / ppd)}, tilt: ${short(orientation)}, phase: ${short(90 - phase)}, sc: ${short(sigma === null ? NO_WINDOW : sigma * ppd)}, contrast: ${short(contrast / 2)}, disableNorm: true }
`;
}

function psychtoolbox({ rows, columns, resolution }: RenderedStimulus, carrier: Carrier): string {
  const { frequency, orientation, contrast, phase, isSquare, sigma, x, y } = carrier;
  if (isSquare) return '';
  const [, ppd] = resolution.pixelsPerDegree;
  const where =
    x === 0 && y === 0
      ? '[]'
      : `OffsetRect(CenterRect([0 0 ${columns} ${rows}], Screen('Rect', window)), ${short(x * ppd)}, ${short(-y * ppd)})`;
  return `
% The nearest primitive of Psychtoolbox, in pixels:
% - freq is in cycles per pixel: ${short(frequency)} cycles/degree / ${short(ppd)} px/degree = ${short(frequency / ppd)};
% - the angle is that of the direction across the stripes, counter-clockwise; phase is that of a sine, and counts the other way;
${sigma === null ? '' : `% - sc is the standard deviation in pixels: ${short(sigma)} degree * ${short(ppd)} px/degree = ${short(sigma * ppd)};\n`}% - contrast is divided by sqrt(2*pi)*sc unless disableNorm = 1, which is why it is set.
% gabor = CreateProceduralGabor(window, ${columns}, ${rows}, [], [0.5 0.5 0.5 0], 1, 0.5);
% Screen('DrawTexture', window, gabor, [], ${where}, ${short(orientation - 90)}, [], [], [], [], kPsychDontDoRotation, [${short(90 - phase)}, ${short(frequency / ppd)}, ${short(sigma === null ? NO_WINDOW : sigma * ppd)}, ${short(contrast)}, 1, 0, 0, 0]);
`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
