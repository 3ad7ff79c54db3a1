import type { ExperimentDescription } from '../../protocol/index.ts';
import { messages } from '../messages.ts';
import { RunForm, type RunSize } from './run-form.tsx';

/** What an experiment asks, how it is done, what it has to show; and what starts it. */
export function ExperimentDesign({
  experiment,
  onRun,
}: {
  readonly experiment: ExperimentDescription;
  readonly onRun: (asked: RunSize) => void;
}) {
  const { experimentsPage: words } = messages;
  const { claim, ablation, verified } = experiment;
  const unit = claim.unit === '1' ? '' : ` ${claim.unit}`;
  return (
    <section class="experiment-design" aria-label={words.design}>
      <h3>{experiment.question}</h3>
      <p>{experiment.summary}</p>
      <dl>
        <dt>{words.label[experiment.label]}</dt>
        <dd>{experiment.why}</dd>
        <dt>{words.known}</dt>
        <dd>{experiment.datum}</dd>
        <dt>{words.claim}</dt>
        <dd>{words.expected(claim.quantity, claim.expected, claim.tolerance, unit)}</dd>
        <dt>{words.ablation}</dt>
        <dd>{words.control(ablation.name, ablation.meaning)}</dd>
        <dt>{words.limits}</dt>
        <dd>{experiment.limits}</dd>
        <dt>{words.participants}</dt>
        <dd>{words.groups(experiment.groups, experiment.trials)}</dd>
        <dt>{words.shown}</dt>
        <dd>{words.columns(experiment.shown)}</dd>
        <dt>{words.answered}</dt>
        <dd>{words.columns(experiment.answered)}</dd>
        <dt>{words.verified}</dt>
        <dd>
          {verified === null ? words.never : words.last(verified.verdict, verified.found, unit)}
        </dd>
        <dt>{words.sources}</dt>
        <dd>
          {experiment.sources.map(({ text, url }) => (
            <a key={url} href={url} rel="noreferrer" target="_blank">
              {text}
            </a>
          ))}
        </dd>
      </dl>
      <RunForm participants={experiment.groups[0]?.participants ?? null} onRun={onRun} />
    </section>
  );
}
