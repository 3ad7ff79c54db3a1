import { useEffect, useState } from 'preact/hooks';
import type { SequenceAgentDescription, SequencePerceptDescription } from '../../protocol/index.ts';
import { fetchSequenceAgents } from '../connection/sequences.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { formatNumber } from '../state/format-number.ts';
import { CoursePlot, rangeOf } from './course-plot.tsx';
import { ParameterSlider } from '../panels/parameter-slider.tsx';
import { usePercept } from './use-percept.ts';

const { timePage } = messages;
/** Between two steps while the sequence unfolds, in milliseconds. */
const PACE = 40;

/** Perception in time: two perceivers follow one sequence, with sliders for what they suppose. */
export function TimePage() {
  const { store } = useLab();
  const [agents, setAgents] = useState<readonly SequenceAgentDescription[]>([]);
  useEffect(() => {
    fetchSequenceAgents().then(setAgents, (error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      store.notice.value = { kind: 'problem', text };
    });
  }, [store]);
  const [name, setName] = useState('random-walk');
  const agent = agents.find((candidate) => candidate.name === name) ?? agents[0];
  return (
    <main class="reading-page time-page" id="page">
      <h2>{timePage.title}</h2>
      <p>{timePage.explanation}</p>
      {agent !== undefined && (
        <Comparison key={agent.name} agent={agent} agents={agents} choose={setName} />
      )}
    </main>
  );
}

function Comparison({
  agent,
  agents,
  choose,
}: {
  readonly agent: SequenceAgentDescription;
  readonly agents: readonly SequenceAgentDescription[];
  readonly choose: (name: string) => void;
}) {
  const names = agent.perceivers.map(({ name }) => name);
  const [left, setLeft] = useState(names[0] ?? '');
  const [right, setRight] = useState(names[1] ?? names[0] ?? '');
  const [seed, setSeed] = useState(1);
  const [shown, setShown] = useState(Infinity);
  const [isPlaying, setPlaying] = useState(false);
  const [parameters, setParameters] = useState(() =>
    Object.fromEntries(
      agent.parameters.flatMap((parameter) =>
        parameter.kind === 'number'
          ? [[parameter.name, parameter.default ?? parameter.min] as const]
          : [],
      ),
    ),
  );
  const request = { agent: agent.name, seed, parameters };
  const sides = [
    {
      name: left,
      choose: setLeft,
      label: timePage.left,
      ...usePercept({ ...request, perceiver: left }),
    },
    {
      name: right,
      choose: setRight,
      label: timePage.right,
      ...usePercept({ ...request, perceiver: right }),
    },
  ];
  const length = Math.max(1, ...sides.map(({ percept }) => percept?.courses[0]?.mean.length ?? 1));
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => {
      setShown((before) => Math.min(length, (before > length ? 0 : before) + 1));
    }, PACE);
    return () => {
      clearInterval(timer);
    };
  }, [isPlaying, length]);
  const step = Math.min(shown, length);
  const isUnfolding = isPlaying && step < length;
  const courses = sides.flatMap(({ percept }) => percept?.courses ?? []);
  return (
    <>
      <div class="time-controls">
        <Choice
          label={timePage.agent}
          value={agent.name}
          options={agents.map(({ name }) => name)}
          change={choose}
        />
        {sides.map((side) => (
          <Choice
            key={side.label}
            label={side.label}
            value={side.name}
            options={names}
            change={side.choose}
          />
        ))}
        <label>
          {timePage.seed}
          <input
            type="number"
            min={0}
            max={1e9}
            step={1}
            value={seed}
            onChange={({ currentTarget }) => {
              const value = Number(currentTarget.value);
              if (Number.isInteger(value) && value >= 0) setSeed(value);
            }}
          />
        </label>
        <button
          type="button"
          onClick={() => {
            if (!isUnfolding) setShown(0);
            setPlaying(!isUnfolding);
          }}
        >
          {isUnfolding ? timePage.stop : timePage.play}
        </button>
        <label class="time-step">
          <span>
            {timePage.step} {step}
          </span>
          <input
            type="range"
            min={1}
            max={length}
            step={1}
            value={step}
            onInput={({ currentTarget }) => {
              setPlaying(false);
              setShown(Number(currentTarget.value));
            }}
          />
        </label>
      </div>
      <p>{agent.summary}</p>
      <fieldset class="time-parameters">
        <legend>{timePage.parameters}</legend>
        {agent.parameters.map((parameter) =>
          parameter.kind === 'number' ? (
            <ParameterSlider
              key={parameter.name}
              parameter={parameter}
              value={parameters[parameter.name] ?? parameter.min}
              change={(value) => {
                setParameters((before) => ({ ...before, [parameter.name]: value }));
              }}
            />
          ) : null,
        )}
      </fieldset>
      <p class="time-legend" aria-hidden="true">
        {(['mean', 'band', 'truth', 'observed'] as const).map((part) => (
          <span key={part} class={`key-${part}`}>
            {timePage.legend[part]}
          </span>
        ))}
      </p>
      <div class="time-sides">
        {sides.map((side) => (
          <section
            key={side.label}
            aria-label={`${side.label}: ${side.name}`}
            aria-busy={side.isPending}
          >
            <h3>{side.name}</h3>
            <p>{agent.perceivers.find(({ name }) => name === side.name)?.summary}</p>
            {side.problem !== null && <p role="alert">{side.problem}</p>}
            {side.percept === null ? (
              <p>{timePage.perceiving}</p>
            ) : (
              <Percept percept={side.percept} shown={step} all={courses} />
            )}
          </section>
        ))}
      </div>
    </>
  );
}

function Percept({
  percept,
  shown,
  all,
}: {
  readonly percept: SequencePerceptDescription;
  readonly shown: number;
  readonly all: SequencePerceptDescription['courses'];
}) {
  return (
    <>
      {percept.courses.map((course) => (
        <CoursePlot
          key={course.name}
          course={course}
          perceiver={percept.perceiver}
          shown={shown}
          range={rangeOf(all.filter(({ name }) => name === course.name))}
        />
      ))}
      <table class="time-readings">
        <caption>{timePage.readings}</caption>
        <tbody>
          {percept.readings.map(({ name, value, meaning }) => (
            <tr key={name} title={meaning}>
              <th scope="row">{name}</th>
              <td>{formatNumber(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Choice({
  label,
  value,
  options,
  change,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly change: (value: string) => void;
}) {
  return (
    <label>
      {label}
      <select
        value={value}
        onChange={({ currentTarget }) => {
          change(currentTarget.value);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </label>
  );
}
