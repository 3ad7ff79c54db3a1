import type { RenderedStimulus } from '../render-stimulus.ts';

/** The programs for which there is code. */
export const CODE_LANGUAGES = [
  'helmholtz',
  'typescript',
  'psychopy',
  'jspsych',
  'psychtoolbox',
] as const;

/** One of {@link CODE_LANGUAGES}. */
export type CodeLanguage = (typeof CODE_LANGUAGES)[number];

/** A stimulus that is to be shown somewhere else. */
export interface SnippetOptions {
  readonly rendered: RenderedStimulus;
  /** What was given, besides the defaults. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** Name or file under which it is opened. */
  readonly source: string;
}

/**
 * Code that shows the very pixels of a stimulus in another program, with the conversions of units in comments. Luminance
 * and colours are linear, 0 to 1: a calibrated (linearised) screen is assumed, and each snippet says where that enters.
 *
 * Where the stimulus is a Gabor or a grating, the parameters of the program's own primitive are written down beside, since
 * they differ in meaning from one program to the next.
 */
export function codeSnippet(language: CodeLanguage, options: SnippetOptions): string {
  switch (language) {
    case 'helmholtz':
      return command(options);
    case 'typescript':
      return typescript(options);
    case 'psychopy':
      return psychopy(options);
    case 'jspsych':
      return jspsych(options);
    case 'psychtoolbox':
      return psychtoolbox(options);
  }
}

function command({ rendered, given, seed, source }: SnippetOptions): string {
  const settings = Object.entries(given).map(
    ([name, value]) => ` --set ${quoted(`${name}=${textOf(value)}`)}`,
  );
  const { visualSize, pixelsPerDegree } = rendered.resolution;
  return `helmholtz stimuli render ${source}${settings.join('')} --size ${visualSize.join(',')} --ppd ${pixelsPerDegree[0]} --seed ${seed} --out ${rendered.stimulus}.png\n`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : JSON.stringify(value);
}

function quoted(text: string): string {
  return /^[\w.=,:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function typescript({ rendered, given, seed }: SnippetOptions): string {
  const { visualSize, pixelsPerDegree } = rendered.resolution;
  const names = rendered.colour === undefined ? 'pixels, masks' : 'pixels, colour, masks';
  return `const kind = await findStimulus('${rendered.stimulus}');
const { ${names}, sha256 } = renderStimulus(kind, {
  parameters: ${JSON.stringify(given)},
  geometry: { visualSize: [${visualSize.join(', ')}], pixelsPerDegree: [${pixelsPerDegree.join(', ')}] },
  random: createRandom(${seed}, 'stimulus', '${rendered.stimulus}'),
});
// sha256: ${rendered.sha256}
`;
}

/** Numbers of a grating or Gabor, where the stimulus has them. */
function carrier(rendered: RenderedStimulus) {
  const read = (name: string): number | null => {
    const value = rendered.parameters[name];
    return typeof value === 'number' ? value : null;
  };
  const [, ppd] = rendered.resolution.pixelsPerDegree;
  const frequency = read('frequency');
  return {
    frequency,
    sigma: read('sigma'),
    orientation: read('orientation'),
    contrast: read('contrast'),
    ppd,
    isCarrier: frequency !== null,
  };
}

function psychopy({ rendered }: SnippetOptions): string {
  const [height, width] = rendered.resolution.visualSize;
  const { frequency, sigma, orientation, isCarrier } = carrier(rendered);
  const primitive = isCarrier
    ? `
# The nearest primitive of PsychoPy, with its own conventions:
# - ori counts clockwise, ours counter-clockwise: the sign changes;
# - sf is in cycles per degree in units of 'deg' (cycles per stimulus with units='norm').
${sigma === null ? '' : `# - mask='gauss' has sigma = size / (2 * sd) with sd = 3 by default: size = 6 * sigma = ${short(6 * sigma)} deg for sigma = ${short(sigma)} deg.\n`}# grating = visual.GratingStim(win, tex='sin', units='deg', sf=${short(frequency ?? 0)}, ori=${short(orientation === null ? 0 : 90 - orientation)}${sigma === null ? `, size=(${short(width)}, ${short(height)})` : `, mask='gauss', size=${short(6 * sigma)}`})
`
    : '';
  return `# ${rendered.stimulus}: ${short(width)} x ${short(height)} degrees; helmholtz stimuli render ... --out ${rendered.stimulus}.npy
import numpy as np
from psychopy import monitors, visual, core

monitor = monitors.Monitor('lab')   # width and distance of the screen give the degrees; linearise its gamma there
win = visual.Window(units='deg', monitor=monitor, color=0, colorSpace='rgb')
${rendered.colour === undefined ? 'luminance' : 'rgb'} = np.load('${rendered.stimulus}.npy')${rendered.colour === undefined ? '' : '   # rows x columns x 3: linear red, green, blue of Rec. 709'}
# ${rendered.colour === undefined ? 'Luminance' : 'Light'} 0..1 becomes PsychoPy's -1..1; the first row of ours is the top, of PsychoPy's the bottom.
image = visual.ImageStim(win, image=np.flipud(2 * ${rendered.colour === undefined ? 'luminance' : 'rgb'} - 1), size=(${short(width)}, ${short(height)}), units='deg', interpolate=False)
image.draw()
win.flip()
core.wait(1)
${primitive}`;
}

function jspsych({ rendered }: SnippetOptions): string {
  const { rows, columns } = rendered;
  const { frequency, sigma, orientation, contrast, ppd, isCarrier } = carrier(rendered);
  const primitive = isCarrier
    ? `
// The nearest primitive of jspsych-psychophysics, in pixels:
// - sf is in cycles per pixel: cycles per degree / pixels per degree = ${short(frequency ?? 0)} / ${short(ppd)} = ${short((frequency ?? 0) / ppd)};
${sigma === null ? '' : `// - sc is the standard deviation in pixels: sigma * pixels per degree = ${short(sigma)} * ${short(ppd)} = ${short(sigma * ppd)};\n`}// - tilt counts from horizontal.
// { obj_type: 'gabor', startX: 'center', startY: 'center', width: ${columns}, sf: ${short((frequency ?? 0) / ppd)}, tilt: ${short(orientation ?? 0)}, ${sigma === null ? '' : `sc: ${short(sigma * ppd)}, `}contrast: ${short(contrast ?? 1)} }
`
    : '';
  return `// ${rendered.stimulus}: ${columns} x ${rows} px at ${short(ppd)} pixels per degree; helmholtz stimuli render ... --out ${rendered.stimulus}.png
// The browser shows the PNG's ${rendered.colour === undefined ? 'greys' : 'linear red, green and blue'} through its own gamma: linearise, or use a look-up table.
const jsPsych = initJsPsych();
jsPsych.run([
  {
    type: jsPsychPsychophysics,
    // jspsych-psychophysics counts in pixels: the screen's pixels per degree must be ${short(ppd)} for the same size.
    stimuli: [
      { obj_type: 'image', file: '${rendered.stimulus}.png', startX: 'center', startY: 'center', image_width: ${columns}, image_height: ${rows}, show_start_time: 0, show_end_time: 1000 },
    ],
    background_color: '#808080',
  },
]);
${primitive}`;
}

function psychtoolbox({ rendered }: SnippetOptions): string {
  const { rows, columns } = rendered;
  const { frequency, sigma, orientation, contrast, ppd, isCarrier } = carrier(rendered);
  const primitive = isCarrier
    ? `
% The nearest primitive of Psychtoolbox, in pixels:
% - freq is in cycles per pixel: ${short(frequency ?? 0)} cycles/degree / ${short(ppd)} px/degree = ${short((frequency ?? 0) / ppd)};
% - angles count clockwise, ours counter-clockwise: the sign changes;
${sigma === null ? '' : `% - sc is the standard deviation in pixels: ${short(sigma)} degree * ${short(ppd)} px/degree = ${short(sigma * ppd)};\n% - contrast is divided by sqrt(2*pi)*sc unless disableNorm = 1, which is why it is set.\n`}% gabor = CreateProceduralGabor(window, ${columns}, ${rows}, [], [0.5 0.5 0.5 0], 1, 0.5);
% Screen('DrawTexture', window, gabor, [], [], ${short(orientation === null ? 0 : 90 - orientation)}, [], [], [], [], kPsychDontDoRotation, [0, ${short((frequency ?? 0) / ppd)}, ${short(sigma === null ? columns : sigma * ppd)}, ${short(contrast ?? 1)}, 1, 0, 0, 0]);
`
    : '';
  return `% ${rendered.stimulus}: ${columns} x ${rows} px at ${short(ppd)} pixels per degree; helmholtz stimuli render ... --out ${rendered.stimulus}.mat
stimulus = load('${rendered.stimulus}.mat');   % img: luminance 0..1;${rendered.colour === undefined ? '' : ' rgb: linear red, green, blue of Rec. 709;'} masks: uint16; meta: JSON
PsychDefaultSetup(2);                          % colours from 0 to 1
PsychImaging('PrepareConfiguration');
PsychImaging('AddTask', 'FinalFormatting', 'DisplayColorCorrection', 'SimpleGamma');   % linear luminance needs the gamma of the screen
window = PsychImaging('OpenWindow', max(Screen('Screens')), 0.5);
texture = Screen('MakeTexture', window, double(stimulus.${rendered.colour === undefined ? 'img' : 'rgb'}), [], [], 2);   % 2: 32-bit floats
Screen('DrawTexture', window, texture);        % one texel per pixel: the screen must have ${short(ppd)} pixels per degree
Screen('Flip', window);
WaitSecs(1);
sca;
${primitive}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
