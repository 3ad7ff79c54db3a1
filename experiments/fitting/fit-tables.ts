import type { BehaviourFit } from './fit-behaviour.ts';
import { trialBeliefs } from './trial-beliefs.ts';

const PIECE = 10_000;

/** Rows as comma-separated values, quoted where needed; a number that is not finite is `n/a`. */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  let text = '';
  for (const row of rows) {
    for (let at = 0; at < row.length; at++) {
      if (at > 0) text += ',';
      text += cell(row[at]!);
    }
    text += '\n';
  }
  return text;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'n/a';
  return /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** One row per participant and parameter. */
export function estimatesTable({ participants, model }: BehaviourFit): string {
  const units = new Map(model.parameters.map(({ name, unit }) => [name, unit]));
  return csv([
    ['participant', 'parameter', 'value', 'lower95', 'upper95', 'unit', 'place', 'deviation'],
    ...participants.flatMap(({ participant, fit }) =>
      fit.estimates.map(({ name, value, interval, place, deviation }) => [
        ...[participant, name, value, ...interval],
        ...[units.get(name) ?? '1', place, deviation],
      ]),
    ),
  ]);
}

/** One row per participant. */
export function participantsTable({ participants }: BehaviourFit): string {
  return csv([
    [
      ...['participant', 'trials', 'responses', 'log_likelihood', 'log_evidence'],
      ...['agreeing_starts', 'status', 'notes'],
    ],
    ...participants.map(({ participant, sequence, fit }) => [
      ...[participant, sequence.input.length, fit.responses, fit.logLikelihood, fit.logEvidence],
      ...[fit.agreeingStarts, fit.failure ?? 'fitted', fit.notes.join('; ')],
    ]),
  ]);
}

/** One row per participant and trial, in pieces, since a million rows are much text. */
export function* trialsTable({ participants, model }: BehaviourFit): Generator<string> {
  yield csv([
    [
      ...['participant', 'trial', 'input', 'prediction', 'prediction_lower95'],
      ...['prediction_upper95', 'log_volatility', 'response', 'expected_response', 'residual'],
    ],
  ]);
  for (const own of participants) {
    const beliefs = trialBeliefs(model, own);
    if (beliefs === null) continue;
    const { prediction, lower, upper, logVolatility, expected, residual } = beliefs;
    const { input, response } = own.sequence;
    for (let from = 0; from < input.length; from += PIECE) {
      const count = Math.min(PIECE, input.length - from);
      yield csv(
        Array.from({ length: count }, (_, at) => {
          const trial = from + at;
          return [
            ...[own.participant, trial + 1, input[trial]!, prediction[trial]!],
            ...[lower?.[trial] ?? Number.NaN, upper?.[trial] ?? Number.NaN],
            ...[logVolatility?.[trial] ?? Number.NaN, response[trial]!],
            ...[expected[trial]!, residual[trial]!],
          ];
        }),
      );
    }
  }
}

/** One row per simulated participant and parameter. */
export function recoveryTable({ recovery }: BehaviourFit): string {
  return csv([
    ['simulated', 'parameter', 'true_place', 'estimated_place'],
    ...(recovery?.parameters ?? []).flatMap(({ name, truths, estimates }) =>
      truths.map((truth, at) => [at + 1, name, truth, estimates[at]!]),
    ),
  ]);
}
