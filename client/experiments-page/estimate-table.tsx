import type { RunState } from '../../protocol/index.ts';
import { messages } from '../messages.ts';
import { ColumnNames } from './column-names.tsx';

/** What the participants who have finished show so far. */
export function EstimateTable({
  estimates,
}: {
  readonly estimates: NonNullable<RunState['estimates']>;
}) {
  const { experimentsPage: words } = messages;
  return (
    <table class="run-estimates">
      <caption>{words.soFar}</caption>
      <ColumnNames names={words.estimateColumns} />
      <tbody>
        {Object.entries(estimates).map(([name, { value, lower, upper }]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {[value, lower, upper].map((number, at) => (
              <td key={words.estimateColumns[at + 1]}>{words.cell(number)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
