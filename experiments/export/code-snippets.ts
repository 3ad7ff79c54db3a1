import { nearestPrimitive } from './nearest-primitive.ts';
import { countFrames, type RenderedStimulus } from '../render-stimulus.ts';
import type { StimulusKind } from '../stimulus.ts';

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
  /** How many pictures it has and how fast they follow each other; `null` for one that does not move. */
  readonly movie: Movie | null;
}

/** Pictures one after the other. */
export interface Movie {
  readonly frames: number;
  readonly framesPerSecond: number;
}

/** The pictures of a stimulus that moves; `null` for one that does not. */
export function movieOf(
  kind: StimulusKind,
  { parameters }: RenderedStimulus,
  framesPerSecond: number,
): Movie | null {
  const frames = countFrames(kind, parameters, framesPerSecond);
  return frames === null ? null : { frames, framesPerSecond };
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

function command({ rendered, given, seed, source, movie }: SnippetOptions): string {
  const settings = Object.entries(given).map(
    ([name, value]) => ` --set ${quoted(`${name}=${textOf(value)}`)}`,
  );
  const { visualSize, pixelsPerDegree } = rendered.resolution;
  return `helmholtz stimuli render ${source}${settings.join('')} --size ${visualSize.join(',')} --ppd ${pixelsPerDegree[0]} --seed ${seed} ${movie === null ? '' : `--fps ${movie.framesPerSecond} `}--out ${fileName(rendered)}.${movie === null ? 'png' : 'gif'}\n`;
}

/** Names of presets have a slash. */
function fileName({ stimulus }: RenderedStimulus): string {
  return stimulus.replaceAll('/', '-');
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : JSON.stringify(value);
}

function quoted(text: string): string {
  return /^[\w.=,:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function typescript({ rendered, given, seed, movie }: SnippetOptions): string {
  const { visualSize, pixelsPerDegree } = rendered.resolution;
  // As they were understood: what was typed is text.
  const settled = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, rendered.parameters[name] ?? value]),
  );
  const names = rendered.colour === undefined ? 'pixels, masks' : 'pixels, colour, masks';
  const call =
    movie === null
      ? `const { ${names}, sha256 } = renderStimulus(kind, {`
      : `const frames = renderFrames(kind, {\n  framesPerSecond: ${movie.framesPerSecond},`;
  return `const kind = await findStimulus('${rendered.stimulus}');
${call}
  parameters: ${JSON.stringify(settled)},
  geometry: { visualSize: [${visualSize.join(', ')}], pixelsPerDegree: [${pixelsPerDegree.join(', ')}] },
  random: createRandom(${seed}, 'stimulus', '${rendered.stimulus}'),
});
// sha256${movie === null ? '' : ' of the first frame'}: ${rendered.sha256}
`;
}

function psychopy({ rendered, movie }: SnippetOptions): string {
  const [height, width] = rendered.resolution.visualSize;
  const file = fileName(rendered);
  const isGrey = rendered.colour === undefined;
  const array = isGrey ? 'luminance' : 'rgb';
  const scaled = (values: string): string => (isGrey ? `2 * ${values} - 1` : values);
  const axes = `${movie === null ? '' : 'frames x '}rows x columns${isGrey ? '' : ' x 3: linear red, green, blue of Rec. 709'}`;
  const show =
    movie === null
      ? `image = visual.ImageStim(win, image=np.flipud(${scaled(array)}), size=(${short(width)}, ${short(height)}), units='deg', interpolate=False)
image.draw()
win.flip()
core.wait(1)`
      : `image = visual.ImageStim(win, size=(${short(width)}, ${short(height)}), units='deg', interpolate=False)
for frame in ${array}:   # one at each refresh of the screen, which must be at ${short(movie.framesPerSecond)} Hz
    image.image = np.flipud(${scaled('frame')})
    image.draw()
    win.flip()`;
  return `# ${rendered.stimulus}: ${short(width)} x ${short(height)} degrees; helmholtz stimuli render ... ${rate(movie)}--out ${file}.npy
import numpy as np
from psychopy import monitors, visual, core

monitor = monitors.Monitor('lab')   # width and distance of the screen give the degrees; linearise its gamma there
win = visual.Window(units='deg', monitor=monitor, color=0, colorSpace='rgb')
${array} = np.load('${file}.npy')   # ${axes}
# ${isGrey ? "Luminance 0..1 becomes PsychoPy's -1..1" : 'Light 0..1 stays as it is: PsychoPy takes arrays of red, green and blue so, unlike those of luminance'}; the first row of ours is the top, of PsychoPy's the bottom.
${show}
${nearestPrimitive('psychopy', rendered)}`;
}

/** How fast a moving one is to be rendered. */
function rate(movie: Movie | null): string {
  return movie === null ? '' : `--fps ${movie.framesPerSecond} `;
}

function jspsych({ rendered, movie }: SnippetOptions): string {
  const { rows, columns } = rendered;
  const [, ppd] = rendered.resolution.pixelsPerDegree;
  const file = fileName(rendered);
  const where = `startX: 'center', startY: 'center', image_width: ${columns}`;
  const [render, shown] =
    movie === null
      ? [
          `--out ${file}.png`,
          `[
      { obj_type: 'image', file: '${file}.png', ${where}, show_start_time: 0, show_end_time: 1000 },
    ]`,
        ]
      : [
          `--fps ${movie.framesPerSecond} --frame N --out ${file}-N.png, N from 0 to ${movie.frames - 1}`,
          `Array.from({ length: ${movie.frames} }, (_, frame) => ({
      obj_type: 'image', file: \`${file}-\${frame}.png\`, ${where},
      show_start_time: (1000 * frame) / ${short(movie.framesPerSecond)}, show_end_time: (1000 * (frame + 1)) / ${short(movie.framesPerSecond)},
    }))`,
        ];
  return `// ${rendered.stimulus}: ${columns} x ${rows} px at ${short(ppd)} pixels per degree; helmholtz stimuli render ... ${render}
// The browser shows the PNG's ${rendered.colour === undefined ? 'greys' : 'linear red, green and blue'} through its own gamma: linearise, or use a look-up table.
const jsPsych = initJsPsych();
jsPsych.run([
  {
    type: jsPsychPsychophysics,
    // jspsych-psychophysics counts in pixels: the screen's pixels per degree must be ${short(ppd)} for the same size.
    stimuli: ${shown},
    background_color: '#808080',
  },
]);
${nearestPrimitive('jspsych', rendered)}`;
}

function psychtoolbox({ rendered, movie }: SnippetOptions): string {
  const { rows, columns } = rendered;
  const [, ppd] = rendered.resolution.pixelsPerDegree;
  const file = fileName(rendered);
  const [array, content] =
    rendered.colour === undefined
      ? ['img', 'img: luminance 0..1;']
      : ['rgb', 'img: luminance 0..1; rgb: linear red, green, blue of Rec. 709;'];
  const show =
    movie === null
      ? `texture = Screen('MakeTexture', window, double(stimulus.${array}), [], [], 2);   % 2: 32-bit floats
Screen('DrawTexture', window, texture);        % one texel per pixel: the screen must have ${short(ppd)} pixels per degree
Screen('Flip', window);
WaitSecs(1);`
      : `for frame = 1:size(stimulus.${array}, 1)       % one at each refresh of the screen, which must be at ${short(movie.framesPerSecond)} Hz
  pixels = double(squeeze(stimulus.${array}(frame, :, :${array === 'rgb' ? ', :' : ''})));
  texture = Screen('MakeTexture', window, pixels, [], [], 2);   % 2: 32-bit floats
  Screen('DrawTexture', window, texture);      % one texel per pixel: the screen must have ${short(ppd)} pixels per degree
  Screen('Flip', window);
  Screen('Close', texture);
end`;
  return `% ${rendered.stimulus}: ${columns} x ${rows} px at ${short(ppd)} pixels per degree; helmholtz stimuli render ... ${rate(movie)}--out ${file}.mat
stimulus = load('${file}.mat');   % ${content} masks: uint16; meta: JSON
PsychDefaultSetup(2);                          % colours from 0 to 1
PsychImaging('PrepareConfiguration');
PsychImaging('AddTask', 'FinalFormatting', 'DisplayColorCorrection', 'SimpleGamma');   % linear luminance needs the gamma of the screen
window = PsychImaging('OpenWindow', max(Screen('Screens')), 0.5);
${show}
sca;
${nearestPrimitive('psychtoolbox', rendered)}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
