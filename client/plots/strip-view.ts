import type { AgentDescription, Frame } from '../../protocol/index.ts';
import type { MountedView, ViewContext } from '../view.ts';
import { createStrip, type Strip, type StripSeries } from './strip.ts';

/** Redrawing lines more often than this shows nothing new, in milliseconds. */
const DRAW_EVERY = 90;

/** Mounts a titled strip chart with a legend; it is built anew for another agent or theme. */
export function mountStrip(
  host: HTMLElement,
  context: ViewContext,
  describe: (agent: AgentDescription) => {
    readonly title: string;
    readonly series: readonly StripSeries[];
  },
): MountedView {
  const { store } = context;
  const heading = document.createElement('div');
  heading.className = 'strip-heading';
  const body = document.createElement('div');
  body.className = 'strip-body';
  body.setAttribute('role', 'img');
  host.append(heading, body);
  let strip: Strip | null = null;
  let key = '';
  /** Lines that were switched off, by their labels. */
  const hidden = new Set<string>();
  let drawnAt = -Infinity;
  let late: ReturnType<typeof setTimeout> | null = null;

  const build = (agent: AgentDescription): void => {
    strip?.dispose();
    const { title, series } = describe(agent);
    heading.replaceChildren(titleOf(title));
    body.setAttribute('aria-label', `${title}: ${series.map(({ label }) => label).join(', ')}`);
    const built = createStrip(body, context, { title: '', series });
    strip = built;
    for (const [line, { label, colour }] of series.entries()) {
      const entry = document.createElement('button');
      entry.type = 'button';
      entry.className = 'strip-entry';
      entry.textContent = label;
      entry.style.setProperty('--entry', `var(--${colour})`);
      const show = (shown: boolean): void => {
        entry.setAttribute('aria-pressed', String(shown));
        built.show(line, shown);
      };
      show(!hidden.has(label));
      entry.addEventListener('click', () => {
        const shown = hidden.delete(label);
        if (!shown) hidden.add(label);
        show(shown);
      });
      heading.append(entry);
    }
  };

  return {
    update(_: Frame, time: number) {
      const agent = store.session.peek()?.agent;
      if (agent === undefined) return;
      const next = `${agent.name} ${agent.levels.length} ${store.settings.theme.peek()}`;
      if (key !== next) build(agent);
      key = next;
      if (late !== null) clearTimeout(late);
      late = null;
      if (time - drawnAt >= DRAW_EVERY || time < drawnAt) {
        drawnAt = time;
        strip?.draw();
      } else {
        // The last of a burst is drawn too.
        late = setTimeout(() => strip?.draw(), DRAW_EVERY);
      }
    },
    dispose() {
      if (late !== null) clearTimeout(late);
      strip?.dispose();
      heading.remove();
      body.remove();
    },
  };
}

function titleOf(text: string): HTMLElement {
  const title = document.createElement('span');
  title.className = 'strip-title';
  title.textContent = text;
  return title;
}
