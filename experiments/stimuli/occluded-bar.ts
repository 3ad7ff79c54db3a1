import { REFERENCES } from '../../agents/index.ts';
import { turnedAxes } from '../drawing/plane.ts';
import { figureLuminance, FIGURE_PARAMETERS, MID_GREY } from '../drawing/polarity.ts';
import { defineStimulus } from '../stimulus.ts';

/**
 * Bars around a blind spot at the centre. What lies inside the spot does not matter when the agent is blind there; with
 * `gap` it sees there, and sees that there is nothing.
 */
export default defineStimulus({
  name: 'occluded-bar',
  summary:
    'A bar that reaches a central spot from both sides, from one side, misaligned, or with a visible gap.',
  sources: [REFERENCES.matsumotoKomatsu2005, REFERENCES.ramanSarkar2016],
  parameters: {
    arrangement: {
      kind: 'choice',
      default: 'two-sided',
      choices: ['two-sided', 'one-sided', 'misaligned', 'gap'],
      meaning:
        'A whole bar; its left half; halves displaced against each other; a whole bar with a blank spot.',
    },
    length: {
      kind: 'number',
      default: 1,
      min: 0,
      max: 40,
      unit: 'degree',
      meaning: 'Length of the whole bar.',
    },
    width: {
      kind: 'number',
      default: 0.1,
      min: 0,
      max: 40,
      unit: 'degree',
      meaning: 'Width of the bar.',
    },
    orientation: {
      kind: 'number',
      default: 0,
      min: 0,
      max: 180,
      unit: 'degree',
      meaning: 'Direction of the bar, counter-clockwise from horizontal.',
    },
    spot: {
      kind: 'number',
      default: 0.25,
      min: 0,
      max: 20,
      unit: 'degree',
      meaning: 'Side of the spot along the bar.',
    },
    displacement: {
      kind: 'number',
      default: 0.2,
      min: 0,
      max: 20,
      unit: 'degree',
      meaning: 'How far misaligned halves lie apart, across the bar.',
    },
    ...FIGURE_PARAMETERS,
  },
  luminance: (x, y, bar) => {
    const place = turnedAxes(x, y, bar.orientation);
    return isOnBar(place.x, place.y, bar) ? figureLuminance(bar) : MID_GREY;
  },
});

interface BarAroundSpot {
  readonly arrangement: string;
  readonly length: number;
  readonly width: number;
  readonly spot: number;
  readonly displacement: number;
}

function isOnBar(along: number, across: number, bar: BarAroundSpot): boolean {
  if (along < -bar.length / 2 || along >= bar.length / 2) return false;
  const onLeft = along < 0;
  const inSpot = Math.abs(along) < bar.spot / 2;
  const shift = bar.arrangement === 'misaligned' ? (onLeft ? 0.5 : -0.5) * bar.displacement : 0;
  const within = across - shift >= -bar.width / 2 && across - shift < bar.width / 2;
  if (!within) return false;
  if (bar.arrangement === 'two-sided') return true;
  return !inSpot && (onLeft || bar.arrangement !== 'one-sided');
}
