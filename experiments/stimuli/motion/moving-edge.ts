import { REFERENCES } from '../../../agents/index.ts';
import { luminanceEntry, numberEntry, secondsEntry } from '../../drawing/entries.ts';
import { paintFigures } from '../../drawing/paint.ts';
import { radians } from '../../drawing/plane.ts';
import { halfPlane } from '../../drawing/shapes.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'moving-edge',
  summary: 'An edge between light and dark that sweeps over the field.',
  sources: [REFERENCES.hubelWiesel1968],
  antiAliasing: 'exact',
  parameters: {
    direction: numberEntry(
      'degree',
      0,
      [-360, 360],
      "Direction of motion, counter-clockwise from 3 o'clock.",
    ),
    speed: numberEntry('degree/s', 4, [0, 60], 'Speed.'),
    behind: luminanceEntry(0.85, 'Luminance behind the edge.'),
    ahead: luminanceEntry(0.15, 'Luminance ahead of the edge.'),
    duration: secondsEntry(1, 'How long it lasts.', [0.01, 60]),
  },
  duration: ({ duration }) => duration,
  frames: (resolution, edge, _, timing) =>
    drawnFrames(timing, (time) => {
      const along = edge.speed * (time - edge.duration / 2);
      const angle = radians(edge.direction);
      const place = { x: along * Math.cos(angle), y: along * Math.sin(angle) };
      return paintFigures(resolution, edge.ahead, [
        { shape: halfPlane(place, edge.direction + 180), paint: edge.behind, target: 1 },
      ]);
    }),
});
