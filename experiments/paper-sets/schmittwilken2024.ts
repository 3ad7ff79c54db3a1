import { REFERENCES } from '../../agents/index.ts';
import { noisy, part, type Part, turned } from './composition.ts';
import { definePaperSet, type Preset } from './paper-set.ts';

/** Luminance that 1 stands for, cd/m^2: twice the mean. */
const WHITE = 200;
/** RMS contrast 0.2 of all noises, at a mean of 1/2. */
const NOISE = 0.1;
/** Width of the ramps, degrees. */
const RAMP = 0.95;
/** Distance of the luminances at the edge from the mean as a part of it, per RMS contrast. */
const PEAK = 2.475663920644223;
const pseudo = { pseudoNoise: true };
const band = (centerFrequency: number): Part =>
  part('noises-narrowband', { centerFrequency, bandwidth: 1, ...pseudo });

const NOISES: Readonly<Record<string, Part | null>> = {
  none: null,
  white: part('noises-white', pseudo),
  pink: part('noises-pink', pseudo),
  brown: part('noises-brown', pseudo),
  NB05: band(0.5),
  NB3: band(3),
  NB9: band(9),
};

interface Edge {
  /** Peak frequency, cycles/degree. */
  readonly frequency: number;
  /** The highest of the five RMS contrasts in each noise. */
  readonly contrasts: Readonly<Record<string, number>>;
}

const EDGES: Readonly<Record<string, Edge>> = {
  '05': {
    frequency: 0.5,
    contrasts: {
      none: 0.005,
      white: 0.015,
      pink: 0.05,
      brown: 0.01,
      NB05: 0.0075,
      NB3: 0.03,
      NB9: 0.0075,
    },
  },
  '3': {
    frequency: 3,
    contrasts: {
      none: 0.004,
      white: 0.0125,
      pink: 0.03,
      brown: 0.006,
      NB05: 0.003,
      NB3: 0.015,
      NB9: 0.0075,
    },
  },
  '9': {
    frequency: 9,
    contrasts: {
      none: 0.003,
      white: 0.015,
      pink: 0.015,
      brown: 0.004,
      NB05: 0.005,
      NB3: 0.006,
      NB9: 0.015,
    },
  },
};

function preset(edgeName: string, { frequency, contrasts }: Edge): Preset[] {
  return Object.entries(NOISES).map(([noiseName, noise]) => {
    const away = (contrasts[noiseName] ?? 0) * PEAK * 0.5;
    const edge = turned(
      1,
      part('component-edges-cornsweet', {
        rampWidth: RAMP,
        exponent: 1,
        intensityEdges: [0.5 - away, 0.5 + away],
      }),
    );
    const what = noise === null ? 'without noise' : `in noise ${noiseName}`;
    return {
      name: `edge${edgeName}_${noiseName}`,
      condition: `Cornsweet edge of ${frequency} cycles/degree ${what}.`,
      size: [4, 4],
      pixelsPerDegree: 44,
      picture: noise === null ? edge : noisy(NOISE, noise, edge),
    };
  });
}

export default definePaperSet({
  paper: 'schmittwilken2024',
  reference: REFERENCES.schmittwilken2024,
  remarks: `Luminance 1 is ${WHITE} cd/m^2; the highest of five contrasts.`,
  presets: Object.entries(EDGES).flatMap(([name, edge]) => preset(name, edge)),
});
