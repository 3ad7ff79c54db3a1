import type { Store } from './state/store.ts';

/** Narrower windows show one part at a time, and the hierarchy flat. */
const NARROW = '(max-width: 899px)';

/** Finds out what the window can draw and how wide it is, and keeps the latter up to date. */
export function discoverWindow(page: Window, store: Store): void {
  const narrow = page.matchMedia(NARROW);
  store.narrow.value = narrow.matches;
  narrow.addEventListener('change', ({ matches }) => (store.narrow.value = matches));
  const probe = page.document.createElement('canvas');
  const context = probe.getContext('webgl2');
  store.canDraw3D.value = context !== null;
  const facts = context?.getExtension('WEBGL_debug_renderer_info') ?? null;
  const renderer: unknown =
    facts === null ? '' : context?.getParameter(facts.UNMASKED_RENDERER_WEBGL);
  store.drawsSlowly.value = /swiftshader|llvmpipe|software/i.test(String(renderer));
  context?.getExtension('WEBGL_lose_context')?.loseContext();
}
