import type {
  ParameterTable,
  ParameterValue,
  ParameterValues,
  Random,
  Reference,
} from '../agents/index.ts';
import type { ColourPlanes } from './colour.ts';
import type { IllusoryQuantity } from './illusion.ts';
import type { Resolution, ResolutionRequest } from './resolution.ts';

/** The declaration of a stimulus: one file of the catalogue. */
export interface StimulusKind<Table extends ParameterTable = ParameterTable> {
  /** Equals the file's name. */
  readonly name: string;
  readonly summary: string;
  /**
   * Where it is defined or was first used; for an elementary figure, whose convention its definition follows. Empty only for
   * stimuli that people write themselves.
   */
  readonly sources: readonly Reference[];
  readonly parameters: Table;
  /** Dotted name of the same stimulus in stimupy, for example `stimuli.bullseyes.circular`. */
  readonly equivalent?: string;
  /** Resolution at which it is shown where nobody asks for another one. */
  readonly resolution: ResolutionRequest;
  /** What is done against jagged edges. */
  readonly antiAliasing: AntiAliasing;
  /**
   * Set for an illusion, whose table has the parameters `strength` and `difference` with the signs of
   * {@link IllusionKnobs}, and whose `targetMask` numbers the two targets.
   */
  readonly illusion?: IllusoryQuantity;
  readonly drawing: Drawing<Table>;
}

/**
 * What is done against jagged edges: `none` (a pixel has one of the luminances of the figure), `oversampling` (whoever
 * renders may ask for averages over points within each pixel), `exact` (edges are soft by definition of the stimulus).
 */
export type AntiAliasing = 'none' | 'oversampling' | 'exact';

/** How a stimulus becomes pixels: point by point, as a whole, or as a sequence of pictures. */
export type Drawing<Table extends ParameterTable> =
  PointwiseDrawing<Table> | WholeDrawing<Table> | MovingDrawing<Table>;

/** A stimulus whose luminance is a function of place. */
export interface PointwiseDrawing<Table extends ParameterTable> {
  readonly luminance: LuminanceFunction<Table>;
  /** Number of the region of each mask at a point, 0 outside; read at the centres of the pixels. */
  readonly masks?: Readonly<Record<string, LuminanceFunction<Table>>>;
}

/** A stimulus that is drawn as a whole. */
export interface WholeDrawing<Table extends ParameterTable> {
  /** Draws the stimulus at a resolution; the only randomness is what it is given. */
  readonly render: (
    resolution: Resolution,
    parameters: ParameterValues<Table>,
    random: Random,
  ) => Drawn;
  /** What the parameters say of the resolution, for stimuli whose elements have a size of their own. */
  readonly completeResolution?: (
    request: ResolutionRequest,
    parameters: ParameterValues<Table>,
  ) => ResolutionRequest;
}

/** A stimulus that changes with time. */
export interface MovingDrawing<Table extends ParameterTable> {
  /** The pictures one after the other, as many as `timing` says; the only randomness is what it is given. */
  readonly frames: (
    resolution: Resolution,
    parameters: ParameterValues<Table>,
    random: Random,
    timing: Timing,
  ) => Iterable<Drawn>;
  /** How long it lasts, s. */
  readonly duration: (parameters: ParameterValues<Table>) => number;
}

/** When the pictures of a sequence are shown: picture number i at i / framesPerSecond seconds. */
export interface Timing {
  readonly framesPerSecond: number;
  /** How many pictures. */
  readonly frames: number;
}

/** Numbered regions by name, each as large as the picture; 0 lies outside of all regions. `targetMask` numbers targets. */
export type Masks = Readonly<Record<string, Uint16Array>>;

/** A drawn picture with its regions. */
export interface Drawn {
  readonly rows: number;
  readonly columns: number;
  /** Luminance, 0 (black) to 1 (white), row by row from the top left. */
  readonly pixels: Float32Array | Float64Array;
  /** Lights of the pixels, where the picture has colours; `pixels` are their luminance. */
  readonly colour?: ColourPlanes;
  readonly masks?: Masks;
  /** Parameters that were worked out while drawing, such as a frequency from a number of bars. */
  readonly resolved?: Readonly<Record<string, ParameterValue>>;
}

/**
 * Luminance at a point, 0 (black) to 1 (white). The point is given in degrees of visual angle from the centre of the
 * picture, x to the right and y upwards, so that angles count counter-clockwise from 3 o'clock.
 */
export type LuminanceFunction<Table extends ParameterTable> = (
  x: number,
  y: number,
  parameters: ParameterValues<Table>,
) => number;

/** Size of a picture in pixels, and of its pixels on the retina. */
export interface Geometry {
  readonly rows: number;
  readonly columns: number;
  readonly pixelsPerDegree: number;
}

/** What a catalogue member writes: a {@link StimulusKind} with its drawing at top level and usual values left out. */
export type StimulusDeclaration<Table extends ParameterTable> = Omit<
  StimulusKind<Table>,
  'drawing' | 'resolution' | 'antiAliasing'
> &
  Partial<Pick<StimulusKind, 'resolution' | 'antiAliasing'>> &
  Drawing<Table>;

/** Eight degrees, as large as the usual picture of the gallery. */
const USUAL_RESOLUTION: ResolutionRequest = { visualSize: 8, pixelsPerDegree: 32 };

/**
 * Declares a stimulus; a file of `experiments/stimuli` exports the result as its default. Inside the declaration the
 * parameters have the types of its own table.
 */
export function defineStimulus<const Table extends ParameterTable>(
  declaration: StimulusDeclaration<Table>,
): StimulusKind {
  const { name, summary, sources, parameters, equivalent, illusion } = declaration;
  const isPointwise = 'luminance' in declaration;
  const { resolution = USUAL_RESOLUTION, antiAliasing = isPointwise ? 'oversampling' : 'none' } =
    declaration;
  return {
    name,
    summary,
    sources,
    parameters,
    ...(equivalent === undefined ? {} : { equivalent }),
    ...(illusion === undefined ? {} : { illusion }),
    resolution,
    antiAliasing,
    drawing: drawingOf(declaration),
  };
}

// The values were resolved against this very table by `resolveParameters`.
const own = <Table extends ParameterTable>(parameters: ParameterValues): ParameterValues<Table> =>
  parameters as ParameterValues<Table>;

function drawingOf<Table extends ParameterTable>(drawing: Drawing<Table>): Drawing<ParameterTable> {
  if ('frames' in drawing) {
    const { frames, duration } = drawing;
    return {
      frames: (resolution, parameters, random, timing) =>
        frames(resolution, own<Table>(parameters), random, timing),
      duration: (parameters) => duration(own<Table>(parameters)),
    };
  }
  if ('render' in drawing) {
    const { render, completeResolution } = drawing;
    return {
      render: (resolution, parameters, random) =>
        render(resolution, own<Table>(parameters), random),
      ...(completeResolution === undefined
        ? {}
        : {
            completeResolution: (request, parameters) =>
              completeResolution(request, own<Table>(parameters)),
          }),
    };
  }
  const at =
    (read: LuminanceFunction<Table>): LuminanceFunction<ParameterTable> =>
    (x, y, parameters) =>
      read(x, y, own<Table>(parameters));
  const masks = Object.entries(drawing.masks ?? {}).map(
    ([name, mask]) => [name, at(mask)] as const,
  );
  return { luminance: at(drawing.luminance), masks: Object.fromEntries(masks) };
}
