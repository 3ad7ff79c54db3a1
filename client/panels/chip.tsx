import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** A small fact with its explanation behind it: on hover, and on a click for those who cannot hover. */
export function Chip(props: {
  readonly explanation: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}) {
  const id = useId();
  return (
    <span class="chip-place">
      <button
        type="button"
        class={`chip ${props.class ?? ''}`}
        title={props.explanation}
        popovertarget={id}
      >
        {props.children}
      </button>
      <span id={id} popover="auto" class="chip-explanation">
        {props.explanation}
      </span>
    </span>
  );
}
