/** Reads colours of the style sheet, so that drawings and page share one table of colours. */
export function readColours<Name extends string>(
  host: HTMLElement,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const style = getComputedStyle(host);
  const entries = names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return Object.fromEntries(entries) as Record<Name, string>;
}
