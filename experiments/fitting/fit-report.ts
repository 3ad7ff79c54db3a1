import type { Reference } from '../../agents/index.ts';
import type { FitParameter, Prior } from './behaviour-model.ts';
import type { BehaviourFit, FittedParticipant } from './fit-behaviour.ts';
import { PAGE_STYLE } from '../report/page-style.ts';
import { createPlot, escaped } from '../report/svg-plot.ts';
import type { ParameterRecovery } from './parameter-recovery.ts';
import { trialBeliefs, type TrialBeliefs } from './trial-beliefs.ts';

/** How many participants are drawn; the tables hold all. */
const DRAWN = 8;
const INK = 'stroke="#1f5f8b" stroke-width="1.4"';
const BAND = 'fill="#1f5f8b" fill-opacity=".18"';
const SECOND = 'stroke="#b35806" stroke-width="1.3"';
const DOTS = 'fill="#333" fill-opacity=".45"';

/**
 * A report of a fit as one HTML page that needs nothing else: no script, no font, no network. The same fit gives the
 * same bytes.
 *
 * @param provenance Lines that say where it came from: the command, the file, versions.
 */
export function fitReport(fit: BehaviourFit, provenance: readonly string[]): string {
  const { participants, model, group, recovery } = fit;
  const failed = participants.filter((own) => own.fit.failure !== null);
  const noted = participants.filter((own) => own.fit.notes.length > 0);
  const beliefs = new Map(participants.map((own) => [own, trialBeliefs(model, own)]));
  const drawn = participants.filter((own) => beliefs.get(own) !== null).slice(0, DRAWN);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fit of ${escaped(model.name)}</title><style>${PAGE_STYLE}</style></head><body><main>
<h1>Fit of ${escaped(model.name)}</h1>
<p>${participants.length} participant${participants.length === 1 ? '' : 's'}, ${failed.length === 0 ? 'all fitted' : `${failed.length} not fitted`}. ${escaped(model.perceptual.summary)} ${escaped(model.responding.summary)}</p>
${
  failed.length === 0
    ? ''
    : listOf(
        'Not fitted',
        failed.map((own) => [own.participant, own.fit.failure ?? '']),
      )
}
${
  noted.length === 0
    ? ''
    : listOf(
        'To know about the data',
        noted.map((own) => [own.participant, own.fit.notes.join('; ')]),
      )
}
<h2>Parameters</h2>
<p>Posterior modes of all participants. Priors and intervals are on the scale on which the parameter was fitted.</p>
${parametersTable(fit)}
${group === null ? '' : `<p>Group fit: ${group.rounds} rounds, ${group.hasConverged ? 'converged' : 'not converged'}; log evidence ${number(group.logEvidence)} nats. Its mean and deviation are the priors of the participants.</p>`}
<h2>Posterior</h2>
<p>Each line is a participant's posterior (Laplace approximation); the orange line is the prior. Where they coincide the data say nothing.</p>
<div class="plots">${model.parameters
    .filter(({ isFree }) => isFree)
    .map((parameter) => posteriorPlot(parameter, fit))
    .join('')}</div>
<h2>Trajectories</h2>
<p>What was predicted before each trial, with 95 % intervals of the model's own uncertainty where it has one. Dots: what was observed (top and bottom), and responses (just inside).${participants.length > drawn.length ? ` The first ${drawn.length} of ${participants.length}; the table trials.csv has all.` : ''}</p>
${drawn.map((own) => trajectoryPlots(own, beliefs.get(own)!, model.perceptual.input)).join('')}
<h2>Residuals</h2>
<p>Left: expected against actual responses in tenths of the trials; on the line the model is calibrated. Right: standardised residual by trial, averaged over participants.</p>
<div class="plots">${residualPlots(participants, beliefs)}</div>
<h2>Recovery</h2>
${recovery === null ? '<p>Not asked for: <code>--recover 20</code> simulates and refits twenty participants.</p>' : recoverySection(recovery)}
<h2>Participants</h2>
${participantsTable(participants)}
<h2>How this was made</h2>
<ul>${provenance.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>
<p>Sources: ${sourcesOf(model)
    .map(({ text, url }) => `<a href="${escaped(url)}">${escaped(text)}</a>`)
    .join('; ')}.</p>
</main></body></html>
`;
}

function listOf(title: string, entries: readonly (readonly [string, string])[]): string {
  const lines = entries.map(([who, what]) => `<li><b>${escaped(who)}</b>: ${escaped(what)}</li>`);
  return `<div class="warn"><b>${title}</b><ul>${lines.slice(0, 50).join('')}</ul>${lines.length > 50 ? `<p>and ${lines.length - 50} more in participants.csv</p>` : ''}</div>`;
}

function parametersTable({ model, participants, group }: BehaviourFit): string {
  const rows = model.parameters.map((parameter) => {
    const { name, meaning, scale, prior, isFree } = parameter;
    const own = participants.flatMap(({ fit }) =>
      fit.failure === null ? fit.estimates.filter((estimate) => estimate.name === name) : [],
    );
    const values = own.map(({ value }) => value).sort((a, b) => a - b);
    const median = values[Math.floor((values.length - 1) / 2)];
    const shared = group?.parameters.find((one) => one.name === name);
    return `<tr><td>${name}</td><td class="words">${escaped(meaning)}</td><td>${scale}</td><td>${isFree ? `${number(prior.mean)} ± ${number(prior.deviation)}` : `fixed at ${number(prior.mean)}`}</td><td>${isFree && median !== undefined ? number(median) : ''}</td><td>${isFree && values.length > 0 ? `${number(values[0]!)} to ${number(values.at(-1)!)}` : ''}</td><td>${shared === undefined ? '' : `${number(shared.mean)} ± ${number(shared.error)} (deviation ${number(shared.deviation)})`}</td></tr>`;
  });
  return `<div class="scroll"><table><thead><tr><th>parameter</th><th class="words">meaning</th><th>scale</th><th>prior</th><th>median</th><th>range</th><th>group mean</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function posteriorPlot(parameter: FitParameter, { participants, group }: BehaviourFit): string {
  const { name, scale } = parameter;
  const shared = group?.parameters.find((one) => one.name === name);
  const prior: Prior = shared ?? parameter.prior;
  const own = participants.flatMap(({ fit }) =>
    fit.failure === null ? fit.estimates.filter((estimate) => estimate.name === name) : [],
  );
  const from = Math.min(
    prior.mean - 3 * prior.deviation,
    ...own.map(({ place, deviation }) => place - 3 * deviation),
  );
  const to = Math.max(
    prior.mean + 3 * prior.deviation,
    ...own.map(({ place, deviation }) => place + 3 * deviation),
  );
  const points = Array.from({ length: 121 }, (_, at) => from + (at / 120) * (to - from));
  const density = (mean: number, deviation: number): number[] =>
    points.map(
      (at) => Math.exp(-(((at - mean) / deviation) ** 2) / 2) / deviation / Math.sqrt(2 * Math.PI),
    );
  const curves = own.slice(0, 200).map(({ place, deviation }) => density(place, deviation));
  const top = Math.max(...density(prior.mean, prior.deviation), ...curves.flat());
  const plot = createPlot({
    ...{ width: 330, height: 200, x: [from, to], y: [0, top] },
    ...{ xLabel: scale === 'linear' ? name : `${name} (${scale})`, yLabel: 'density' },
    title: `Posterior densities of ${name} for ${own.length} participants, and its prior`,
  });
  return plot.picture([
    ...curves.map((curve) => plot.line(points, curve, `${INK} stroke-opacity=".4"`)),
    plot.line(points, density(prior.mean, prior.deviation), SECOND),
  ]);
}

function trajectoryPlots(
  { participant, sequence }: FittedParticipant,
  { prediction, lower, upper, logVolatility }: TrialBeliefs,
  input: 'binary' | 'continuous',
): string {
  const trials = Array.from(prediction, (_, trial) => trial + 1);
  // Long sequences are thinned: a picture has a thousand columns.
  const every = Math.ceil(trials.length / 1500);
  const thin = (values: ArrayLike<number>): number[] =>
    Array.from(values).filter((_, at) => at % every === 0);
  const x = thin(trials);
  const all = [...thin(prediction), ...thin(sequence.input)].filter(Number.isFinite);
  const y: readonly [number, number] =
    input === 'binary' ? [-0.08, 1.08] : [Math.min(...all), Math.max(...all)];
  const frame = { width: 1000, x: [1, Math.max(2, trials.length)] as const, xLabel: 'trial' };
  const plot = createPlot({
    ...{ ...frame, height: 190, y, yLabel: input === 'binary' ? 'P(1)' : 'prediction' },
    title: `Predictions of participant ${participant}`,
  });
  const responses = thin(sequence.response).map((value) =>
    input === 'binary' && (value === 0 || value === 1) ? 0.04 + 0.92 * value : value,
  );
  const top = plot.picture([
    lower === null || upper === null ? '' : plot.band(x, thin(lower), thin(upper), BAND),
    plot.line(x, thin(prediction), INK),
    plot.dots(
      x,
      thin(sequence.input).map((value) => (input === 'binary' ? value * 1.08 - 0.04 : value)),
      DOTS,
    ),
    plot.dots(x, responses, 'fill="#b35806" fill-opacity=".6"'),
  ]);
  let below = '';
  if (logVolatility !== null) {
    const values = thin(logVolatility);
    const spread = [Math.min(...values), Math.max(...values)] as const;
    const under = createPlot({
      ...{ ...frame, height: 110, y: spread, yLabel: 'log volatility' },
      title: `Expected log volatility of participant ${participant}`,
    });
    below = under.picture([under.line(x, values, SECOND)]);
  }
  return `<figure><figcaption><b>${escaped(participant)}</b>${every > 1 ? `, every ${every}th trial` : ''}</figcaption>${top}${below}</figure>`;
}

function residualPlots(
  participants: readonly FittedParticipant[],
  beliefs: ReadonlyMap<FittedParticipant, TrialBeliefs | null>,
): string {
  const longest = Math.max(0, ...participants.map(({ sequence }) => sequence.input.length));
  const most = participants.reduce((sum, { sequence }) => sum + sequence.input.length, 0);
  const sums = new Float64Array(longest);
  const counts = new Float64Array(longest);
  const expectedOf = new Float64Array(most);
  const responseOf = new Float64Array(most);
  let pairs = 0;
  for (const own of participants) {
    const found = beliefs.get(own) ?? null;
    if (found === null) continue;
    found.expected.forEach((expected, trial) => {
      const response = own.sequence.response[trial]!;
      if (Number.isNaN(response)) return;
      expectedOf[pairs] = expected;
      responseOf[pairs] = response;
      pairs++;
      sums[trial]! += found.residual[trial]!;
      counts[trial]!++;
    });
  }
  if (pairs === 0) return '<p>No response to compare with.</p>';
  // The same order in every run: by what was expected, then as they came.
  const order = Uint32Array.from({ length: pairs }, (_, at) => at).sort(
    (a, b) => expectedOf[a]! - expectedOf[b]! || a - b,
  );
  const bins = Math.min(10, pairs);
  const meansOf = (values: Float64Array): number[] =>
    Array.from({ length: bins }, (_, bin) => {
      const own = order.subarray(
        Math.floor((bin * pairs) / bins),
        Math.floor(((bin + 1) * pairs) / bins),
      );
      return own.reduce((sum, at) => sum + values[at]!, 0) / own.length;
    });
  const x = meansOf(expectedOf);
  const y = meansOf(responseOf);
  const range = [Math.min(...x, ...y), Math.max(...x, ...y)] as const;
  const left = createPlot({
    ...{ width: 330, height: 300, x: range, y: range },
    ...{ xLabel: 'expected response', yLabel: 'mean response' },
    title: 'Calibration: expected against actual responses',
  });
  const every = Math.ceil(longest / 600);
  const trials = Array.from({ length: Math.ceil(longest / every) }, (_, at) => at * every + 1);
  const residuals = trials.map((trial) => sums[trial - 1]! / counts[trial - 1]!);
  const finite = residuals.filter(Number.isFinite).map(Math.abs);
  const reach = Math.max(1, ...finite);
  const right = createPlot({
    ...{ width: 640, height: 300, x: [1, Math.max(2, longest)], y: [-reach, reach] },
    ...{ xLabel: 'trial', yLabel: 'residual' },
    title: 'Standardised residuals by trial',
  });
  return (
    left.picture([left.line(range, range, 'stroke="#999"'), left.dots(x, y, 'fill="#1f5f8b"')]) +
    right.picture([
      right.line([1, Math.max(2, longest)], [0, 0], 'stroke="#999"'),
      right.dots(trials, residuals, DOTS),
    ])
  );
}

/** Sources of both models, each once. */
function sourcesOf({ perceptual, responding }: BehaviourFit['model']): Reference[] {
  const all = [...perceptual.sources, ...responding.sources];
  return all.filter(({ url }, at) => all.findIndex((other) => other.url === url) === at);
}

function recoverySection(recovery: NonNullable<BehaviourFit['recovery']>): string {
  const rows = recovery.parameters.map(
    ({ name, correlation, bias, error, coverage, spread }) =>
      `<tr><td>${name}</td>${[correlation, bias, error, coverage, spread].map((value) => `<td>${number(value)}</td>`).join('')}</tr>`,
  );
  return `<p>${recovery.participants} participants were simulated with parameters like those found here, on the same observations, and fitted again. Differences are on the scale of the parameter. A spread well below 1 means that estimates shrink to the prior.</p>
${
  recovery.failures.length === 0
    ? ''
    : listOf(
        'Not fitted',
        recovery.failures.map((line) => ['recovery', line]),
      )
}
<table><thead><tr><th>parameter</th><th>correlation</th><th>bias</th><th>error</th><th>coverage of 95 % intervals</th><th>spread</th></tr></thead><tbody>${rows.join('')}</tbody></table>
<div class="plots">${recovery.parameters.map(recoveryPlot).join('')}</div>`;
}

function recoveryPlot({ name, scale, truths, estimates }: ParameterRecovery): string {
  const all = [...truths, ...estimates];
  if (all.length === 0) return '';
  const [lowest, highest] = [Math.min(...all), Math.max(...all)];
  const margin = 0.05 * (highest - lowest);
  const range = [lowest - margin, highest + margin] as const;
  const plot = createPlot({
    ...{ width: 300, height: 280, x: range, y: range },
    ...{ xLabel: `true ${name}${scale === 'linear' ? '' : ` (${scale})`}`, yLabel: 'estimated' },
    title: `True against estimated ${name}`,
  });
  return plot.picture([
    plot.line(range, range, 'stroke="#999"'),
    plot.dots(truths, estimates, 'fill="#1f5f8b"'),
  ]);
}

function participantsTable(participants: readonly FittedParticipant[]): string {
  const names = participants[0]?.fit.estimates.map(({ name }) => name) ?? [];
  const rows = participants.slice(0, 500).map(({ participant, fit, sample }) => {
    const estimates = fit.estimates.map(
      ({ value, interval: [lower, upper] }) =>
        `<td>${number(value)} <small>[${number(lower)}, ${number(upper)}]</small></td>`,
    );
    const chains = sample === null ? '' : (sample.warning ?? 'chains agree');
    return `<tr><td>${escaped(participant)}</td>${estimates.join('')}<td>${fit.responses}</td><td>${number(fit.logLikelihood)}</td><td>${number(fit.logEvidence)}</td><td class="words">${escaped([fit.failure ?? 'fitted', chains].filter((text) => text !== '').join('; '))}</td></tr>`;
  });
  return `<div class="scroll"><table><thead><tr><th>participant</th>${names.map((name) => `<th>${name}</th>`).join('')}<th>responses</th><th>log likelihood</th><th>log evidence</th><th class="words">status</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${participants.length > 500 ? `<p>The first 500 of ${participants.length}; participants.csv has all.</p>` : ''}`;
}

function number(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : 'n/a';
}
