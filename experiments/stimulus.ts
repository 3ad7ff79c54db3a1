import type {
  ParameterTable,
  ParameterValues,
  Picture,
  Random,
  Reference,
} from '../agents/index.ts';

/** The declaration of a stimulus: one file of the catalogue. */
export interface StimulusKind<Table extends ParameterTable = ParameterTable> {
  /** Equals the file's name. */
  readonly name: string;
  readonly summary: string;
  /** Where it is defined or was first used; empty for elementary figures. */
  readonly sources: readonly Reference[];
  readonly parameters: Table;
  readonly drawing: Drawing<Table>;
}

/** How a stimulus becomes pixels: point by point, or as a whole where it is random. */
export type Drawing<Table extends ParameterTable> =
  | { readonly luminance: LuminanceFunction<Table> }
  | {
      /** Draws the stimulus at a geometry; the only randomness is what it is given. */
      readonly render: (
        geometry: Geometry,
        parameters: ParameterValues<Table>,
        random: Random,
      ) => Picture;
    };

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

/** What a catalogue member writes: a {@link StimulusKind} with its drawing at top level. */
export type StimulusDeclaration<Table extends ParameterTable> = Omit<
  StimulusKind<Table>,
  'drawing'
> &
  Drawing<Table>;

/**
 * Declares a stimulus; a file of `experiments/stimuli` exports the result as its default. Inside the declaration the
 * parameters have the types of its own table.
 */
export function defineStimulus<const Table extends ParameterTable>(
  declaration: StimulusDeclaration<Table>,
): StimulusKind {
  const { name, summary, sources, parameters } = declaration;
  return { name, summary, sources, parameters, drawing: drawingOf(declaration) };
}

function drawingOf<Table extends ParameterTable>(drawing: Drawing<Table>): Drawing<ParameterTable> {
  // The values were resolved against this very table by `resolveParameters`.
  const own = (parameters: ParameterValues): ParameterValues<Table> =>
    parameters as ParameterValues<Table>;
  if ('render' in drawing) {
    const { render } = drawing;
    return {
      render: (geometry, parameters, random) => render(geometry, own(parameters), random),
    };
  }
  const { luminance } = drawing;
  return { luminance: (x, y, parameters) => luminance(x, y, own(parameters)) };
}
