import type { ParameterTable, ParameterValues } from '../../../agents/index.ts';
import type { Resolution, ResolutionRequest } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { METRICS, metricOf, type Metric } from '../axes.ts';
import { defineDrawer, drawn } from '../drawer.ts';
import { luminance, luminances, origin, ROTATION } from '../table-entries.ts';
import {
  BARS,
  CLIP,
  FRAMES,
  PHASE_SHIFT,
  phaseRequest,
  PHASES,
  RINGS,
  ROUND_PHASE_WIDTH,
  SEGMENTS,
  WAVE_TARGETS,
} from '../wave-tables.ts';
import {
  barMetric,
  completedByPhases,
  drawTargetedWave,
  drawWave,
  type Element,
  type PhaseRequest,
  resolvedPhases,
  type WaveOptions,
} from '../wave.ts';

type Shape = WaveOptions['shape'];
const BETWEEN = luminances([0, 1], 'trough and the crest');

/** A wave over the whole field, along any distance. */
const componentWave = (shape: Shape) =>
  defineDrawer({
    parameters: {
      ...PHASES,
      rotation: ROTATION,
      phaseShift: PHASE_SHIFT,
      intensities: BETWEEN,
      origin: origin('center'),
      distanceMetric: {
        kind: 'choice',
        default: 'horizontal',
        choices: METRICS,
        meaning: 'Along which distance it waves.',
      },
      roundPhaseWidth: { ...ROUND_PHASE_WIDTH, default: false },
    },
    render: (resolution, values) => {
      const wave = drawWave(resolution, {
        place: shape,
        shape,
        metric: metricOf(values.distanceMetric),
        origin: values.origin,
        rotation: values.rotation,
        phaseShift: values.phaseShift,
        luminances: values.intensities,
        ...phaseRequest(values, values.nPhases, values.phaseWidth),
      });
      return drawn(
        resolution,
        wave.pixels,
        { gratingMask: wave.regions },
        resolvedPhases('phase', wave),
      );
    },
  });

/** A sinusoidal wave. */
export const componentSine = componentWave('sine');
/** A square wave. */
export const componentSquare = componentWave('square');
/** A staircase. */
export const componentStaircase = componentWave('staircase');

const usual = {
  rotation: ROTATION,
  phaseShift: PHASE_SHIFT,
  ...WAVE_TARGETS,
  roundPhaseWidth: ROUND_PHASE_WIDTH,
} as const;

type Usual = ParameterValues<typeof usual> & {
  readonly origin: string;
  readonly frequency: number | null;
  readonly period: string;
};

function draw(
  resolution: Resolution,
  values: Usual,
  own: {
    readonly shape: Shape;
    readonly metric: Metric;
    readonly element: Element;
    readonly luminances: readonly number[];
    readonly request: PhaseRequest;
    readonly clippedTo?: number;
  },
): Drawn {
  return drawTargetedWave(resolution, {
    place: `${own.shape} ${own.metric}`,
    origin: values.origin,
    rotation: values.rotation,
    phaseShift: values.phaseShift,
    targetIndices: values.targetIndices,
    targetLuminances: values.intensityTarget,
    ...own,
    ...own.request,
  });
}

const nameOf = (shape: Shape, element: string): string =>
  shape === 'sine' ? 'intensities' : `intensity${element}`;

/** The luminances of a wave, which sines call `intensities` and others after their elements. */
function luminancesIn(values: ParameterValues, shape: Shape, element: string): readonly number[] {
  const list = values[nameOf(shape, element)];
  return Array.isArray(list) ? list.map(Number) : [];
}

/** The entry of the luminances, under its name. */
function luminanceEntry(shape: Shape, element: string): ParameterTable {
  return { [nameOf(shape, element)]: BETWEEN };
}

/** Bars. */
export function linearWave(shape: Shape) {
  const table = { ...BARS, ...usual, origin: origin('corner') } as const;
  const requestOf = (values: ParameterValues<typeof table>): PhaseRequest =>
    phaseRequest(values, values.nBars, values.barWidth);
  return defineDrawer<typeof table>({
    parameters: { ...table, ...luminanceEntry(shape, 'Bars') },
    render: (resolution, values) =>
      draw(resolution, values, {
        shape,
        metric: barMetric(shape, values.rotation),
        element: 'bar',
        luminances: luminancesIn(values, shape, 'Bars'),
        request: requestOf(values),
      }),
    completeResolution: (request: ResolutionRequest, values) =>
      completedByPhases(request, requestOf(values)),
  });
}

/** Rings. */
export function radialWave(shape: Shape, background = 0.5) {
  const table = {
    ...RINGS,
    ...usual,
    origin: origin('mean'),
    ...CLIP,
    intensityBackground: luminance(background, 'background'),
  } as const;
  return defineDrawer<typeof table>({
    parameters: { ...table, ...luminanceEntry(shape, 'Rings') },
    render: (resolution, values) =>
      draw(resolution, values, {
        shape,
        metric: 'radial',
        element: 'ring',
        luminances: luminancesIn(values, shape, 'Rings'),
        request: phaseRequest(values, values.nRings, values.ringWidth),
        ...(values.clip ? { clippedTo: values.intensityBackground } : {}),
      }),
  });
}

/** Frames. */
export function rectilinearWave(shape: Shape) {
  const table = { ...FRAMES, ...usual, origin: origin('mean'), ...CLIP } as const;
  return defineDrawer<typeof table>({
    parameters: { ...table, ...luminanceEntry(shape, 'Frames') },
    render: (resolution, values) =>
      draw(resolution, values, {
        shape,
        metric: 'rectilinear',
        element: 'frame',
        luminances: luminancesIn(values, shape, 'Frames'),
        request: phaseRequest(values, values.nFrames, values.frameWidth),
        ...(values.clip ? { clippedTo: values.intensityBackground } : {}),
      }),
  });
}

/** Segments. */
export function angularWave(shape: Shape) {
  const table = {
    ...SEGMENTS,
    ...usual,
    origin: origin(shape === 'staircase' ? 'center' : 'mean'),
  } as const;
  return defineDrawer<typeof table>({
    parameters: { ...table, ...luminanceEntry(shape, 'Segments') },
    render: (resolution, values) =>
      draw(resolution, values, {
        shape,
        metric: 'angular',
        element: 'segment',
        luminances: luminancesIn(values, shape, 'Segments'),
        request: phaseRequest(values, values.nSegments, values.segmentWidth),
      }),
  });
}
