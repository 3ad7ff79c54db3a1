import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, knobEntries, luminanceEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { box, boxLine } from '../../drawing/shapes.ts';
import { toPyllusion } from '../../drawing/pyllusion/adapter.ts';
import { rodFrame } from '../../drawing/pyllusion/line-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'rod-and-frame-illusion',
  summary: 'An upright rod in a tilted frame does not look upright.',
  sources: [REFERENCES.makowski2021],
  equivalent: 'pyllusion.RodFrame',
  illusion: 'orientation',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries('degree', {
      strength: 15,
      strengthRange: [-45, 45],
      differenceRange: [-45, 45],
      strengthMeaning:
        'Tilt of the frame clockwise, which makes the rod (target 1) look turned counter-clockwise of the vertical.',
      differenceMeaning: 'Tilt of the rod, counter-clockwise.',
    }),
    unit: degreesEntry(
      4,
      'Degrees per unit of Pyllusion, half of the height of its picture.',
      [0.1, 20],
    ),
    lineWidth: degreesEntry(0.13, 'Width of the lines.', [0.01, 5]),
    ground: luminanceEntry(1, 'Luminance of the ground.'),
    context: luminanceEntry(0, 'Luminance of what surrounds the targets.'),
    target: luminanceEntry(0.5, 'Luminance of the targets.'),
  },
  render: (resolution, parameters) => {
    const { unit, lineWidth, ground, context, target } = parameters;
    const { Frame_Angle: frame, Rod_Angle: rod } = rodFrame(toPyllusion('RodFrame', parameters));
    const centre = { x: 0, y: 0 };
    return paintFigures(resolution, ground, [
      {
        shape: boxLine(centre, unit, unit, { line: lineWidth, orientation: -frame }),
        paint: context,
        masks: { contextMask: 1 },
      },
      { shape: box(centre, lineWidth, 0.8 * unit, -rod), paint: target, target: 1 },
    ] satisfies Figure[]);
  },
});
