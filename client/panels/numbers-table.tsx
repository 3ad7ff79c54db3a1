import { addressOf } from '../../protocol/index.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { layOutPlane } from '../scene/plane-layout.ts';
import { formatNumber } from '../state/format-number.ts';

/** The selected plane as a table of numbers, for those who cannot see its picture. */
export function NumbersTable() {
  const { store } = useLab();
  const { level, quantity } = store.selection.value;
  const description = store.session.value?.agent.levels[level];
  const plane = store.shown.value?.planes.get(addressOf({ level, quantity }));
  if (description === undefined || plane === undefined) return <p>{messages.inspector.missing}</p>;
  const { width, height, unitAt } = layOutPlane(description.arrangement, description.units);
  const rows = Array.from({ length: height }, (_, row) =>
    unitAt.subarray(row * width, (row + 1) * width),
  );
  return (
    <div
      class="numbers"
      tabIndex={0}
      role="region"
      aria-label={messages.inspector.grid(level, messages.quantities[quantity].name)}
    >
      <table>
        <tbody>
          {rows.map((units, row) => (
            <tr key={row}>
              <th scope="row">
                {messages.inspector.row} {row + 1}
              </th>
              {[...units].map((unit, column) => (
                <td key={column}>{unit < 0 ? '' : formatNumber(plane[unit] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
