import type { CertificateHeader } from '../../protocol/index.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { formatNumber } from '../state/format-number.ts';

/** Whether the beliefs have settled, in words and with the numbers behind them. */
export function CertificateNote() {
  const { store } = useLab();
  const header = store.shown.value?.header;
  if (header === undefined) return null;
  const { certificate, variance } = header;
  const { levels } = messages;
  // Between two steps of a playing session there is no limit that it stopped at.
  const isGoingOn = certificate.status === 'step-limit' && store.session.value?.playing === true;
  const session = store.session.value;
  const scheme = session?.schemes.find(({ name }) => name === session.scheme.name);
  const isSampling = scheme?.settles === false && certificate.status !== 'diverged';
  // Inference that descends nothing has no slope to come to rest on.
  const hasSlope = certificate.tolerance > 0;
  const status = isSampling ? 'sampling' : isGoingOn ? 'settling' : certificate.status;
  const error =
    variance.relativeError === null || variance.relativeError === 0
      ? null
      : `${formatNumber(100 * variance.relativeError)} %`;
  return (
    <div class="certificate">
      <h3>{levels.certificate}</h3>
      <p>
        <span class={`badge badge-${status}`}>{levels.status[status]}</span>{' '}
        {hasSlope &&
          (isSampling
            ? levels.wandering(formatNumber(certificate.gradientNorm))
            : levels.gradient(
                formatNumber(certificate.gradientNorm),
                formatNumber(certificate.tolerance),
              ))}
      </p>
      {hasSlope && <CertificateNumbers certificate={certificate} />}
      {!isGoingOn && <p class="hint">{certificate.explanation}</p>}
      <p class="hint">{levels.variance(variance.method, error)}</p>
    </div>
  );
}

/** The numbers that say how far the beliefs are from rest, and how hard it is to get there. */
function CertificateNumbers({ certificate }: { readonly certificate: CertificateHeader }) {
  const { gradientNorm, largestStableRate, conditionNumber } = certificate;
  const { certificateNumbers: words } = messages.levels;
  const numbers = [
    { name: words.norm, meaning: words.normMeaning, value: formatNumber(gradientNorm) },
    {
      name: words.stableRate,
      meaning: words.stableRateMeaning,
      value: largestStableRate === null ? words.waiting : formatNumber(largestStableRate),
    },
    {
      name: words.condition,
      meaning: words.conditionMeaning,
      value:
        conditionNumber === null
          ? words.waiting
          : conditionNumber === Number.MAX_VALUE
            ? words.flat
            : formatNumber(conditionNumber),
    },
  ];
  return (
    <dl class="certificate-numbers">
      {numbers.map(({ name, meaning, value }) => (
        <div key={name} title={meaning}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
