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
  const status = isGoingOn ? 'settling' : certificate.status;
  const error =
    variance.relativeError === null || variance.relativeError === 0
      ? null
      : `${formatNumber(100 * variance.relativeError)} %`;
  return (
    <div class="certificate">
      <h3>{levels.certificate}</h3>
      <p>
        <span class={`badge badge-${status}`}>{levels.status[status]}</span>{' '}
        {levels.gradient(
          formatNumber(certificate.gradientNorm),
          formatNumber(certificate.tolerance),
        )}
      </p>
      {!isGoingOn && <p class="hint">{certificate.explanation}</p>}
      <p class="hint">{levels.variance(variance.method, error)}</p>
    </div>
  );
}
