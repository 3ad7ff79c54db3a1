import { messages } from '../messages.ts';
import { levelColour } from '../plots/strip.ts';
import { mountStrip } from '../plots/strip-view.ts';
import { defineView } from '../view.ts';

export default defineView({
  name: 'free-energy-trace',
  summary:
    'Free energy over the frames: the whole, accuracy and complexity, and what each level adds.',
  mount: (host, context) =>
    mountStrip(host, context, ({ levels, energy }) => ({
      title: `${messages.traces.freeEnergy(energy)} (${messages.traces.unit})`,
      series: [
        {
          label: energy,
          colour: 'free-energy',
          width: 2.5,
          read: ({ total }) => total,
        },
        { label: messages.traces.accuracy, colour: 'accuracy', read: ({ accuracy }) => accuracy },
        {
          label: messages.traces.complexity,
          colour: 'complexity',
          read: ({ complexity }) => complexity,
        },
        ...levels.map((_, level) => ({
          label: messages.traces.level(level),
          colour: levelColour(level),
          dash: [4, 3],
          read: (point: { readonly levels: readonly number[] }) => point.levels[level],
        })),
      ],
    })),
});
