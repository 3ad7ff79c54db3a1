import { listPages } from '../discover-pages.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';

/** The way to every page of the lab. */
export function PageTabs() {
  const { store } = useLab();
  return (
    <nav class="page-tabs" aria-label={messages.pages.label}>
      {listPages().map(({ name, title }) => (
        <button
          key={name}
          type="button"
          aria-current={name === store.page.value ? 'page' : undefined}
          onClick={() => (store.page.value = name)}
        >
          {title}
        </button>
      ))}
    </nav>
  );
}
