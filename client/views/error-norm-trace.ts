import { messages } from '../messages.ts';
import { levelColour } from '../plots/strip.ts';
import { mountStrip } from '../plots/strip-view.ts';
import { defineView } from '../view.ts';

export default defineView({
  name: 'error-norm-trace',
  summary: 'Size of the weighted prediction errors of each level over the frames.',
  mount: (host, context) =>
    mountStrip(host, context, ({ levels }) => ({
      title: `${messages.traces.errorNorms} (${messages.traces.errorUnit})`,
      series: levels.map((_, level) => ({
        label: messages.traces.level(level),
        colour: levelColour(level),
        width: 2,
        read: (point: { readonly errorNorms: readonly number[] }) => point.errorNorms[level],
      })),
    })),
});
