import type { View } from './view.ts';

const loaders: Readonly<Record<string, () => Promise<View>>> = import.meta.glob<View>(
  './views/*.ts',
  {
    import: 'default',
  },
);

/** Names of all views: whatever files there are. */
export function viewNames(): readonly string[] {
  return Object.keys(loaders).map((path) => path.replace(/^\.\/views\/(.*)\.ts$/, '$1'));
}

/**
 * Loads a view by its name.
 *
 * @throws {Error} if there is no such file, or it declares another name.
 */
export async function loadView(name: string): Promise<View> {
  const loader = loaders[`./views/${name}.ts`];
  if (loader === undefined) {
    throw new Error(`loadView: expected one of ${viewNames().join(', ')}; got ${name}`);
  }
  const view = await loader();
  if (view.name !== name)
    throw new Error(`views/${name}.ts: expected name ${name}; got ${view.name}`);
  return view;
}
