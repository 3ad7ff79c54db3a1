import { chordFor, type Command } from '../controls/keyboard-map.ts';
import { Icon, type IconName } from './icon.tsx';

/** A button that shows a picture and says its words and its key. */
export function IconButton(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly command?: Command;
  readonly disabled?: boolean;
  readonly class?: string;
  readonly showLabel?: boolean;
}) {
  const key = props.command === undefined ? '' : ` (${chordFor(props.command)})`;
  return (
    <button
      type="button"
      class={`icon-button ${props.class ?? ''}`}
      aria-label={props.label}
      title={`${props.label}${key}`}
      disabled={props.disabled ?? false}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
      {props.showLabel === true && <span>{props.label}</span>}
    </button>
  );
}
