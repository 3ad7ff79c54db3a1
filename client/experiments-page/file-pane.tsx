import { useSignal } from '@preact/signals';
import type { FileDescription } from '../../protocol/index.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { FileDesign } from './file-design.tsx';
import { RunForm, type RunSize } from './run-form.tsx';
import { EXAMPLE_FILE, type SentFile, sentFiles } from './sent-file.ts';

/** A file with what is to be run of it. */
export interface AskedFile extends RunSize {
  readonly file: SentFile;
  readonly agents?: string[];
}

/** An experiment of one's own: opened or pasted, checked, looked at, run. */
export function FilePane({ onRun }: { readonly onRun: (asked: AskedFile) => void }) {
  const { store, runs } = useLab();
  const { experimentsPage: words } = messages;
  const file = useSignal<SentFile>({ name: 'experiment.yaml', text: '', beside: {} });
  const design = useSignal<FileDescription | null>(null);
  const problem = useSignal<string | null>(null);
  const agents = useSignal<readonly string[]>([]);
  const withAgents = (chosen: readonly string[]): { agents?: string[] } =>
    chosen.length === 0 ? {} : { agents: [...chosen] };
  const change = (next: SentFile): void => {
    file.value = next;
    design.value = null;
    problem.value = null;
    // What can take part is known once the file is checked again.
    agents.value = [];
  };
  /** Agents that cannot take part are told of, and those that were chosen before are there again. */
  const check = (chosen: readonly string[] = []): void => {
    const asked = file.value;
    const before = agents.value;
    agents.value = chosen;
    problem.value = null;
    runs.check({ file: asked, ...withAgents(chosen) }).then(
      (found) => {
        if (file.value === asked) design.value = found;
      },
      (error: unknown) => {
        if (file.value !== asked) return;
        agents.value = before;
        problem.value = error instanceof Error ? error.message : String(error);
      },
    );
  };
  const take = async (list: FileList | null | undefined): Promise<void> => {
    const files = await Promise.all(
      Array.from(list ?? [], async (one) => ({ name: one.name, text: await one.text() })),
    );
    const sent = sentFiles(files);
    if (sent === null) return;
    change(sent);
    check();
  };
  const { name, text, beside } = file.value;
  const along = Object.keys(beside);
  return (
    <section
      class="experiment-design"
      aria-label={words.file}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer?.files);
      }}
    >
      <h3>{words.file}</h3>
      <p class="hint">{words.fileHint}</p>
      <div class="file-open">
        <label>
          <span>{words.open}</span>
          <input
            type="file"
            multiple
            accept=".yaml,.yml,.json,.csv,.tsv"
            onChange={({ currentTarget }) => void take(currentTarget.files)}
          />
        </label>
        <label>
          <span>{words.fileName}</span>
          <input
            value={name}
            maxLength={100}
            onInput={({ currentTarget }) => change({ ...file.value, name: currentTarget.value })}
          />
        </label>
        <button type="button" onClick={() => change(EXAMPLE_FILE)}>
          {words.example}
        </button>
      </div>
      <label class="file-text">
        <span>{words.text}</span>
        <textarea
          rows={14}
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => change({ ...file.value, text: currentTarget.value })}
        />
      </label>
      {along.length > 0 && <p>{words.along(along)}</p>}
      {problem.value !== null && (
        <p class="file-problem" role="alert">
          {problem.value}
        </p>
      )}
      {design.value === null ? (
        <button type="button" disabled={text.trim() === ''} onClick={() => check()}>
          {words.check}
        </button>
      ) : (
        <>
          <FileDesign design={design.value} />
          {design.value.takesAgents && (
            <fieldset class="file-agents">
              <legend>{words.chooseAgents}</legend>
              {store.agents.value.map((agent) => (
                <label key={agent.name}>
                  <input
                    type="checkbox"
                    checked={agents.value.includes(agent.name)}
                    onChange={({ currentTarget }) => {
                      const others = agents.value.filter((one) => one !== agent.name);
                      check(currentTarget.checked ? [...others, agent.name] : others);
                    }}
                  />
                  <span>{agent.name}</span>
                </label>
              ))}
            </fieldset>
          )}
          <RunForm
            participants={design.value.groups[0]?.participants ?? null}
            onRun={(size) => onRun({ ...size, file: file.value, ...withAgents(agents.value) })}
          />
        </>
      )}
    </section>
  );
}
