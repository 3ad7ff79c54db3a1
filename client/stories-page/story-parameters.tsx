import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ParameterDescription } from '../../protocol/index.ts';
import { messages } from '../messages.ts';
import { ParameterField } from '../panels/parameter-field.tsx';
import { ParameterSlider } from '../panels/parameter-slider.tsx';

/** How long a slider has to rest before its value counts, in milliseconds. */
const REST = 150;

type Given = Readonly<Record<string, number | string>>;

/** The parameters of a story, from its table. */
export function StoryParameters({
  parameters,
  set,
  onSet,
}: {
  readonly parameters: readonly ParameterDescription[];
  /** What differs from the defaults, as JSON. */
  readonly set: string;
  readonly onSet: (set: string) => void;
}) {
  const { storiesPage } = messages;
  const given = useSignal<Given>(readGiven(set));
  // What was last read from the address or written to it: only another text comes from elsewhere.
  const known = useRef(set);
  useEffect(() => {
    if (known.current === set) return;
    known.current = set;
    given.value = readGiven(set);
  }, [set, given]);
  const text = JSON.stringify(given.value);
  useEffect(() => {
    if (text === JSON.stringify(readGiven(set))) return undefined;
    const timer = setTimeout(() => {
      known.current = text;
      onSet(text === '{}' ? '' : text);
    }, REST);
    return () => clearTimeout(timer);
    // Only what was moved here starts the clock.
  }, [text]);
  if (parameters.length === 0) return <p class="hint">{storiesPage.noParameters}</p>;
  const change = ({ name, default: usual }: ParameterDescription, value: number | string): void => {
    const others = Object.entries(given.value).filter(([other]) => other !== name);
    const own = String(value) === String(usual) ? [] : [[name, value] as const];
    given.value = Object.fromEntries([...others, ...own]);
  };
  return (
    <fieldset class="story-parameters">
      <legend>{storiesPage.parameters}</legend>
      {parameters.map((parameter) => {
        const value = given.value[parameter.name] ?? String(parameter.default ?? 'none');
        return parameter.kind === 'number' && parameter.default !== null ? (
          <ParameterSlider
            key={parameter.name}
            parameter={parameter}
            value={Number(value)}
            change={(moved) => change(parameter, moved)}
          />
        ) : (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            value={value}
            while="done"
            onChange={(chosen) => change(parameter, chosen)}
          />
        );
      })}
    </fieldset>
  );
}

/** What an address says; nothing where it says something else, which the server then refuses in its words. */
function readGiven(set: string): Given {
  try {
    const given: unknown = JSON.parse(set);
    return typeof given === 'object' && given !== null ? (given as Given) : {};
  } catch {
    return {};
  }
}
