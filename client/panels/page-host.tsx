import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { FIRST_PAGE } from '../connection/session-link.ts';
import { listPages } from '../discover-pages.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';

/** The page that is open. */
export function PageHost() {
  const { store } = useLab();
  const name = store.page.value;
  const loaded = useSignal<{ readonly name: string; readonly Content: ComponentType } | null>(null);
  useEffect(() => {
    let left = false;
    const load = async (): Promise<void> => {
      const page = listPages().find((candidate) => candidate.name === name);
      if (page === undefined) throw new Error(messages.pages.unknown(name));
      const Content = await page.load();
      if (!left) loaded.value = { name, Content };
    };
    load().catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      store.notice.value = { kind: 'problem', text };
      if (name !== FIRST_PAGE) store.page.value = FIRST_PAGE;
    });
    return () => (left = true);
  }, [name, store, loaded]);
  if (loaded.value?.name !== name) return <main class="page-loading" />;
  const { Content } = loaded.value;
  return <Content />;
}
