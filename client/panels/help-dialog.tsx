import { useEffect, useRef } from 'preact/hooks';
import { type Command, KEYBOARD_MAP, type KeyGroup } from '../controls/keyboard-map.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { IconButton } from './icon-button.tsx';

const GROUPS: readonly KeyGroup[] = ['time', 'looking', 'changing', 'window'];

/** Nine keys that do the same nine times take one line. */
function isLaterLevel(command: Command): boolean {
  return command.startsWith('level-') && command !== 'level-1';
}

/** What one is looking at, and every key. */
export function HelpDialog() {
  const { store } = useLab();
  const dialog = useRef<HTMLDialogElement>(null);
  const open = store.helpOpen.value;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const { help } = messages;
  const close = (): void => {
    store.helpOpen.value = false;
  };
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={close}>
      <div class="help-heading">
        <h2 id="help-title">{help.title}</h2>
        <IconButton icon="close" label={help.close} onClick={close} />
      </div>
      <h3>{help.what}</h3>
      {help.explanation.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <h3>{help.keys}</h3>
      <div class="key-groups">
        {GROUPS.map((group) => (
          <section key={group}>
            <h4>{messages.keyGroups[group]}</h4>
            <dl>
              {KEYBOARD_MAP.filter(
                (binding) => binding.group === group && !isLaterLevel(binding.command),
              ).map(({ command, chords }) => (
                <div key={command} class="key-row">
                  <dt>
                    {(command === 'level-1' ? ['1', '…', '9'] : chords).map((chord) => (
                      <kbd key={chord}>{chord}</kbd>
                    ))}
                  </dt>
                  <dd>{command === 'level-1' ? help.levels : messages.commands[command]}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}
