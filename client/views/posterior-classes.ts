import { messages } from '../messages.ts';
import { defineView } from '../view.ts';

interface Bar {
  readonly row: HTMLElement;
  readonly fill: HTMLElement;
  readonly share: HTMLElement;
}

export default defineView({
  name: 'posterior-classes',
  summary: 'How probable the agent finds each class.',
  suits: ({ classes }) => classes.length > 0,
  mount(host, { store }) {
    const list = document.createElement('ul');
    list.className = 'classes';
    list.setAttribute('aria-label', messages.classes.label);
    host.append(list);
    let bars: readonly Bar[] = [];
    let named = '';

    const build = (classes: readonly string[]): void => {
      named = classes.join();
      bars = classes.map(createBar);
      list.replaceChildren(...bars.map(({ row }) => row));
    };

    return {
      update({ header: { posterior } }) {
        const classes = store.session.peek()?.agent.classes ?? [];
        if (classes.join() !== named) build(classes);
        const largest = Math.max(...posterior);
        list.classList.toggle('classes-many', bars.length > 16);
        for (const [index, { row, fill, share }] of bars.entries()) {
          const probability = posterior[index] ?? 0;
          fill.style.transform = `scaleX(${probability.toFixed(4)})`;
          // Empty rather than a column of zeros.
          share.textContent = probability < 0.005 ? '' : `${Math.round(100 * probability)} %`;
          row.classList.toggle('class-best', probability > 0 && probability === largest);
          row.title = messages.classes.probability(classes[index] ?? '', probability);
        }
      },
      dispose() {
        list.remove();
      },
    };
  },
});

function createBar(name: string): Bar {
  const row = document.createElement('li');
  row.className = 'class';
  const [label, track, fill, share] = ['span', 'span', 'span', 'span'].map((tag) =>
    document.createElement(tag),
  ) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  label.className = 'class-name';
  label.textContent = name;
  track.className = 'class-track';
  fill.className = 'class-fill';
  share.className = 'class-share';
  track.append(fill);
  row.append(label, track, share);
  return { row, fill, share };
}
