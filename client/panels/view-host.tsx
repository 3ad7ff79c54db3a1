import { useEffect, useRef } from 'preact/hooks';
import { loadView } from '../discover-views.ts';
import { useLab } from '../lab.ts';
import type { MountedView } from '../view.ts';

/** A place on the page for one view. */
export function ViewHost({ name }: { readonly name: string }) {
  const lab = useLab();
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let mounted: MountedView | null = null;
    let unsubscribe: (() => void) | null = null;
    let left = false;
    const mount = async (): Promise<void> => {
      const view = await loadView(name);
      if (left || host.current === null) return;
      mounted = view.mount(host.current, lab);
      unsubscribe = lab.clock.subscribe((frame, time) => mounted?.update(frame, time));
    };
    mount().catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      lab.store.notice.value = { kind: 'problem', text };
    });
    return () => {
      left = true;
      unsubscribe?.();
      mounted?.dispose();
    };
  }, [lab, name]);
  return <div class={`view view-${name}`} data-view={name} ref={host} />;
}
