import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { StimulusDescription } from '../../protocol/index.ts';
import { stimulusUrl } from '../connection/catalogue.ts';
import { dataUrl } from '../connection/data-url.ts';
import { fetchJson, problemOf } from '../connection/fetch-json.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { ParameterField } from '../panels/parameter-field.tsx';

/** One stimulus: its picture as it is set, its parameters, and what can be done with it. */
export function ChosenStimulus({ stimulus }: { readonly stimulus: StimulusDescription }) {
  const { store, stimuli } = useLab();
  const given = useSignal<Readonly<Record<string, string>>>({});
  const seed = useSignal('1');
  const outlined = useSignal(false);
  const language = useSignal('helmholtz');
  const code = useSignal<Readonly<Record<string, string>> | null>(null);
  const problem = useSignal('');
  const picture = useSignal('');
  const { name, version } = stimulus;
  const query = { set: JSON.stringify(given.value), seed: seed.value, version };
  const wanted = stimulusUrl(name, 'picture.png', {
    ...query,
    outline: outlined.value ? '1' : '0',
  });
  // Fetched rather than linked, so that what is wrong with a value can be told.
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    void (async () => {
      const response = await fetch(wanted, { signal });
      if (!response.ok) {
        problem.value = await problemOf(response);
        return;
      }
      const made = await dataUrl(await response.blob());
      signal.throwIfAborted();
      problem.value = '';
      picture.value = made;
    })().catch((error: unknown) => {
      if (signal.aborted) return;
      problem.value = error instanceof Error ? error.message : String(error);
    });
    return () => {
      leaving.abort();
    };
  }, [wanted, picture, problem]);

  const show = async (): Promise<void> => {
    // Rounding of colours to bytes would make equal luminances differ.
    const response = await fetch(stimulusUrl(name, 'picture.png', { ...query, grey: '1' }));
    if (!response.ok) throw new Error(await problemOf(response));
    stimuli.upload(await response.blob());
    store.page.value = 'perceive';
  };
  const copy = async (): Promise<void> => {
    const all = (await fetchJson(stimulusUrl(name, 'code', query))) as Record<string, string>;
    code.value = all;
    await navigator.clipboard.writeText(all[language.value] ?? '').then(
      () => (store.notice.value = { kind: 'note', text: messages.stimuliPage.copied }),
      () => (store.notice.value = { kind: 'note', text: messages.stimuliPage.notCopied }),
    );
  };
  const attempt = (action: () => Promise<void>) => (): void => {
    action().catch((error: unknown) => {
      problem.value = error instanceof Error ? error.message : String(error);
    });
  };
  const { stimuliPage } = messages;
  return (
    <>
      <h3>{name}</h3>
      <p>{stimulus.summary}</p>
      {picture.value !== '' && (
        <img class="stimulus-picture" src={picture.value} alt={stimuliPage.picture(name)} />
      )}
      {problem.value !== '' && (
        <p class="broken" role="alert">
          {problem.value}
        </p>
      )}
      <div class="stimulus-actions">
        <button type="button" onClick={attempt(show)}>
          {stimuliPage.show}
        </button>
        <label>
          <input
            type="checkbox"
            checked={outlined.value}
            onChange={({ currentTarget }) => (outlined.value = currentTarget.checked)}
          />
          {stimuliPage.outline}
        </label>
        <button type="button" onClick={attempt(copy)}>
          {stimuliPage.copy}
        </button>
        <label>
          {stimuliPage.code}
          <select
            value={language.value}
            onChange={({ currentTarget }) => (language.value = currentTarget.value)}
          >
            {['helmholtz', 'typescript', 'psychopy', 'jspsych', 'psychtoolbox'].map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
      </div>
      {code.value !== null && (
        <pre class="agent-command" tabIndex={0}>
          {code.value[language.value]}
        </pre>
      )}
      <h4>{stimuliPage.parameters}</h4>
      <div class="stimulus-parameters">
        {stimulus.parameters.map((parameter) => (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            value={given.value[parameter.name] ?? String(parameter.default ?? 'none')}
            while="done"
            onChange={(value) =>
              (given.value = { ...given.value, [parameter.name]: String(value) })
            }
          />
        ))}
        <label title={stimuliPage.seed}>
          <span>{stimuliPage.seed}</span>
          <input
            type="number"
            min="0"
            step="1"
            value={seed.value}
            onChange={({ currentTarget }) => (seed.value = currentTarget.value)}
          />
        </label>
      </div>
      <ul>
        {stimulus.sources.map(({ text, url }) => (
          <li key={text}>
            <a href={url} target="_blank" rel="noreferrer noopener">
              {text}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
