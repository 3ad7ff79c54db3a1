import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, degreesEntry, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { disc } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'scattered-circles',
  summary:
    'Circles of random sizes and luminances at random places, the later ones over the earlier.',
  sources: [REFERENCES.makowski2021],
  equivalent: 'pyllusion.image_circles',
  antiAliasing: 'exact',
  parameters: {
    count: countEntry(60, [0, 5000], 'Number of circles.'),
    smallest: degreesEntry(0.1, 'Smallest radius.', [0.005, 20]),
    largest: degreesEntry(0.8, 'Largest radius.', [0.005, 20]),
    darkest: luminanceEntry(0, 'Luminance of the darkest circles.'),
    lightest: luminanceEntry(1, 'Luminance of the lightest circles.'),
    opacity: numberEntry('1', 1, [0, 1], 'Share of the luminance of a circle where it lies.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  render: (resolution, circles, random) => {
    const [height, width] = resolution.visualSize;
    const between = (low: number, high: number): number => low + (high - low) * random.uniform();
    const figures = Array.from({ length: circles.count }, (_, index): Figure => ({
      shape: disc(
        between(-width / 2, width / 2),
        between(-height / 2, height / 2),
        between(circles.smallest, Math.max(circles.smallest, circles.largest)),
      ),
      paint: between(circles.darkest, circles.lightest),
      opacity: circles.opacity,
      masks: { circleMask: index + 1 },
    }));
    return paintFigures(resolution, circles.ground, figures);
  },
});
