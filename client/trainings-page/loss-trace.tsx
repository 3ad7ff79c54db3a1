import { messages } from '../messages.ts';

/** Losses that were seen at a step. */
export interface SeenLosses {
  readonly step: number;
  readonly losses: Readonly<Record<string, number>>;
}

const WIDTH = 480;
const HEIGHT = 140;
const EDGE = 6;

/** The loss of every player by step, each on the same scale of nats. */
export function LossTrace({
  name,
  total,
  seen,
}: {
  readonly name: string;
  readonly total: number;
  readonly seen: readonly SeenLosses[];
}) {
  const { trainingsPage: words } = messages;
  const latest = seen.at(-1);
  if (latest === undefined) return <p class="hint">{words.noTrace}</p>;
  const all = seen.flatMap(({ losses }) => Object.values(losses));
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const x = (step: number): number => EDGE + ((WIDTH - 2 * EDGE) * step) / Math.max(1, total);
  const y = (loss: number): number =>
    HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * (loss - low)) / (high - low || 1);
  return (
    <figure class="loss-trace">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.losses(name)}>
        {[
          { loss: high, at: EDGE + 9 },
          { loss: low, at: HEIGHT - EDGE - 2 },
        ].map(({ loss, at }) => (
          <text key={at} x={WIDTH - EDGE} y={at}>
            {words.atEdge(loss)}
          </text>
        ))}
        {Object.keys(latest.losses).map((player, line) => (
          <polyline
            key={player}
            class={`loss-line loss-line-${line % 3}`}
            points={seen
              .flatMap(({ step, losses }) => {
                const loss = losses[player];
                return loss === undefined ? [] : [`${x(step).toFixed(1)},${y(loss).toFixed(1)}`];
              })
              .join(' ')}
          />
        ))}
      </svg>
      <figcaption>
        {Object.entries(latest.losses).map(([player, loss], line) => (
          <span key={player} class={`loss-name loss-name-${line % 3}`}>
            {words.loss(player, loss)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
