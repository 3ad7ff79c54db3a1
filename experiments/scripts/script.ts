import { z } from 'zod';

/** What a script may be at most, so that a stranger's file can be opened without a thought. */
export const SCRIPT_LIMITS = {
  /** Length of the file. */
  bytes: 65_536,
  layers: 64,
  parameters: 50,
  variables: 50,
  masks: 32,
  /** Steps of a combination, and stimuli that one of them adds. */
  steps: 16,
  companions: 8,
  /** Pixels of one picture. */
  pixels: 16_000_000,
  /** Work for one picture, about in nanoseconds: cost of all expressions times pixels. */
  work: 500_000_000,
} as const;

const name = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9]{0,39}$/,
    'expected a name of letters and digits that begins with a letter',
  );
const expression = z.union([z.number(), z.string()], 'expected an expression or a number');
const finite = z.number('expected a number');
const degrees = finite.positive('expected degrees > 0');
const size = z.union(
  [degrees, z.tuple([degrees, degrees])],
  'expected degrees > 0, or [height, width] in degrees',
);
const seconds = finite.min(0, 'expected seconds >= 0');

const parameter = z.union(
  [
    finite,
    z.strictObject({
      default: finite,
      min: finite.optional(),
      max: finite.optional(),
      unit: z.string().max(40).optional(),
      meaning: z.string().max(400).optional(),
    }),
  ],
  'expected a number, or {default, min, max, unit, meaning}',
);

const point = z.tuple([expression, expression], 'expected [x, y] in degrees');
const settings = z.record(z.string(), z.json());
const companion = z.strictObject({ stimulus: z.string(), set: settings.optional() });
const side = z.enum(['across', 'down'], 'expected across or down');
const weights = z.array(expression, 'expected a list of weights').min(2).max(9);

/** One step of a combination: one of these keys, with what belongs to it. */
const step = z.strictObject({
  /** Degrees, counter-clockwise. */
  rotate: finite.multipleOf(90, 'expected a multiple of 90 degrees').optional(),
  flip: side.optional(),
  /** By how many degrees it is moved, [right, up]; what leaves on one side comes in on the other. */
  roll: point.optional(),
  /** Border in degrees, on all sides or on each. */
  pad: z
    .union(
      [
        expression,
        z.strictObject({
          left: expression.optional(),
          right: expression.optional(),
          top: expression.optional(),
          bottom: expression.optional(),
        }),
      ],
      'expected degrees, or {left, right, top, bottom}',
    )
    .optional(),
  /** Luminance of the border. */
  luminance: expression.optional(),
  /** How many times coarser it is drawn, each pixel repeated. */
  resize: finite.min(1, 'expected a factor >= 1').max(1000).optional(),
  /** Parameters with a value for the left and one for the right half. */
  twoSided: z
    .record(
      z.string(),
      z.tuple([z.json(), z.json()], 'expected [value on the left, value on the right]'),
    )
    .optional(),
  stack: side.optional(),
  /** Weights of contrasts around mid-grey: of what there is, and of each stimulus in `with`. */
  superimpose: weights.optional(),
  /** Weights of two pictures in their mean. */
  plaid: weights.optional(),
  /** Standard deviation of a Gaussian that blurs it, degrees. */
  blur: expression.optional(),
  /** Spatial frequencies that are left: [cycles/degree, octaves]. */
  bandpass: z.tuple([expression, expression], 'expected [cycles/degree, octaves]').optional(),
  /** Contrast, of one kind, to which it is brought, and its mean. */
  contrast: z
    .strictObject({
      michelson: expression.optional(),
      rms: expression.optional(),
      normalizedRms: expression.optional(),
      range: z.tuple([expression, expression], 'expected [darkest, lightest]').optional(),
      mean: expression.optional(),
    })
    .optional(),
  /** Luminance of what hides it where the one stimulus in `with` is dark; it shows as far as that is light. */
  through: expression.optional(),
  /** Further stimuli for `stack`, `superimpose`, `plaid` and `through`. */
  with: z
    .array(companion)
    .min(1, 'expected at least one stimulus')
    .max(SCRIPT_LIMITS.companions, `expected at most ${SCRIPT_LIMITS.companions} stimuli`)
    .optional(),
});

const layer = z.strictObject({
  /** Luminance as an expression; either this or `stimulus`. */
  luminance: expression.optional(),
  /** Name of a stimulus of the catalogue. */
  stimulus: z.string().optional(),
  /** Values of its parameters; a number may be an expression of the script's parameters. */
  set: settings.optional(),
  /** What is done to it, step by step: turned, mirrored, put beside others. */
  combine: z
    .array(step, 'expected a list of steps')
    .max(SCRIPT_LIMITS.steps, `expected at most ${SCRIPT_LIMITS.steps} steps`)
    .optional(),
  /** Size of the catalogue stimulus in degrees; by default that of the whole picture. */
  size: size.optional(),
  /** Where the middle of the catalogue stimulus lies, [x, y] in degrees. */
  at: point.optional(),
  /** The layer shows where this is true. */
  where: expression.optional(),
  /** Its share, 0 to 1. */
  opacity: expression.optional(),
  blend: z.enum(['over', 'add', 'multiply'], 'expected one of over, add, multiply').optional(),
  /** Number of the target that the layer is. */
  target: z.int('expected a whole number').min(1).max(1000).optional(),
  /** Name of the mask of the places where the layer shows. */
  mask: name.optional(),
  onset: seconds.optional(),
  duration: seconds.optional(),
  ramp: seconds.optional(),
});

/** Schema of a script file. */
export const SCRIPT_SCHEMA = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,59}$/, 'expected lower-case letters, digits and hyphens')
    .optional(),
  summary: z.string().max(400).optional(),
  size: size.optional(),
  pixelsPerDegree: finite.positive('expected pixels per degree > 0').max(1000).optional(),
  /** Length in seconds of what moves, and how many frames per second show it. */
  duration: finite.positive('expected seconds > 0').max(600).optional(),
  frameRate: finite.positive('expected frames per second > 0').max(1000).optional(),
  parameters: z.record(name, parameter).optional(),
  variables: z.record(name, expression).optional(),
  background: expression.optional(),
  layers: z
    .array(layer)
    .min(1, 'expected at least one layer')
    .max(SCRIPT_LIMITS.layers, `expected at most ${SCRIPT_LIMITS.layers} layers`),
  masks: z.record(name, expression).optional(),
  /** `clip` limits luminance to 0..1; `refuse`, the default, says where it goes beyond. */
  outside: z.enum(['refuse', 'clip'], 'expected refuse or clip').optional(),
});

/** A stimulus as a stranger writes it down: layers, expressions, targets. */
export type Script = z.output<typeof SCRIPT_SCHEMA>;

/** One layer of a {@link Script}. */
export type ScriptLayer = Script['layers'][number];

/** One step of a combination in a {@link ScriptLayer}. */
export type ScriptStep = NonNullable<ScriptLayer['combine']>[number];

/** A stimulus of the catalogue with its settings. */
export type ScriptStimulus = NonNullable<ScriptStep['with']>[number];
