import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { LearnerCourseDescription, LearnerDescription } from '../../protocol/index.ts';
import { fetchCourse } from '../connection/learners.ts';
import { messages } from '../messages.ts';
import { formatNumber } from '../state/format-number.ts';
import { CoursePlot } from './course-plot.tsx';
import { valueFromPlace } from './value-from-place.ts';

/** What a pane shows. */
export interface LearnerPaneProps {
  readonly title: string;
  readonly learners: readonly LearnerDescription[];
  readonly first: string;
  readonly trials: number;
  readonly seed: number;
  /** Trials that have happened. */
  readonly shown: number;
}

/** One model of learning: its sliders, and what it believes with them. */
export function LearnerPane({ title, learners, first, trials, seed, shown }: LearnerPaneProps) {
  const { learnersPage } = messages;
  const name = useSignal(first);
  const places = useSignal<Readonly<Record<string, number>>>({});
  const course = useSignal<LearnerCourseDescription | null>(null);
  const problem = useSignal<string | null>(null);
  const learner = learners.find((one) => one.name === name.value);
  const settings = JSON.stringify(
    Object.fromEntries(
      (learner?.parameters ?? []).map((parameter) => [
        parameter.name,
        valueFromPlace(parameter, places.value[parameter.name] ?? parameter.default),
      ]),
    ),
  );
  useEffect(() => {
    const abort = new AbortController();
    fetchCourse(
      {
        ...{ learner: name.value, trials, seed },
        settings: JSON.parse(settings) as Record<string, number>,
      },
      abort.signal,
    ).then(
      (answer) => {
        course.value = answer;
        problem.value = null;
      },
      (error: unknown) => {
        if (!abort.signal.aborted)
          problem.value = error instanceof Error ? error.message : String(error);
      },
    );
    return () => abort.abort();
  }, [name.value, settings, trials, seed, course, problem]);
  if (learner === undefined) return null;
  const { value: present } = course;
  const volatility = present?.volatility ?? null;
  const surprise = present?.surprise ?? null;
  return (
    <section class="learner-pane" aria-label={title}>
      <label class="learner-choice">
        <span>{title}</span>
        <select
          value={name.value}
          onChange={(event) => {
            name.value = event.currentTarget.value;
            places.value = {};
          }}
        >
          {learners.map((one) => (
            <option key={one.name} value={one.name}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <p class="hint">{learner.summary}</p>
      {present !== null && (
        <CoursePlot
          kind="prediction"
          label={learnersPage.predictions(
            present.learner,
            present.prediction.at(shown - 1) ?? null,
          )}
          mean={present.prediction}
          lower={present.interval?.lower ?? null}
          upper={present.interval?.upper ?? null}
          observed={present.input}
          low={0}
          high={1}
          shown={shown}
        />
      )}
      {volatility !== null && present !== null && (
        <CoursePlot
          kind="volatility"
          label={learnersPage.volatilities(present.learner, volatility.mean.at(shown - 1) ?? null)}
          mean={volatility.mean}
          lower={volatility.lower}
          upper={volatility.upper}
          low={rangeOf(volatility.lower)[0]}
          high={rangeOf(volatility.upper)[1]}
          shown={shown}
        />
      )}
      <p
        role="status"
        class={present?.failure === null && problem.value === null ? 'hint' : 'learner-problem'}
      >
        {problem.value ??
          present?.failure ??
          (surprise === null ? '' : learnersPage.surprise(surprise, trials))}
      </p>
      {learner.parameters.map((parameter) => {
        const place = places.value[parameter.name] ?? parameter.default;
        return (
          <label key={parameter.name} class="learner-slider">
            <span>
              {parameter.name} = {formatNumber(valueFromPlace(parameter, place))}
            </span>
            <input
              type="range"
              min={parameter.lowest}
              max={parameter.highest}
              step="any"
              value={place}
              aria-valuetext={formatNumber(valueFromPlace(parameter, place))}
              onInput={(event) => {
                places.value = {
                  ...places.value,
                  [parameter.name]: event.currentTarget.valueAsNumber,
                };
              }}
            />
            <span class="hint">{parameter.meaning}</span>
          </label>
        );
      })}
    </section>
  );
}

function rangeOf(values: readonly (number | null)[]): readonly [number, number] {
  const finite = values.filter((value) => value !== null);
  return finite.length === 0 ? [-1, 1] : [Math.min(...finite), Math.max(...finite)];
}
