import { useSignal } from '@preact/signals';
import { QUANTITIES, type Quantity } from '../../protocol/index.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { Legend } from './legend.tsx';
import { NumbersTable } from './numbers-table.tsx';
import { ViewHost } from './view-host.tsx';

/** The selected level and quantity: grid, histogram, statistics, legend, and the numbers themselves. */
export function InspectorPanel() {
  const { store } = useLab();
  const showsTable = useSignal(false);
  const session = store.session.value;
  const { level, quantity } = store.selection.value;
  const { inspector } = messages;
  return (
    <section class="panel inspector-panel" aria-labelledby="inspector-title">
      <h2 id="inspector-title">{inspector.title}</h2>
      <div class="inspector-choice">
        <label class="field">
          <span class="field-label">{inspector.level}</span>
          <select
            value={String(level)}
            onChange={({ currentTarget }) =>
              (store.selection.value = { level: Number(currentTarget.value), quantity })
            }
          >
            {session?.agent.levels.map(({ name }, index) => (
              <option key={index} value={String(index)}>
                {messages.scene.level(index, name)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span class="field-label">{inspector.quantity}</span>
          <select
            value={quantity}
            onChange={({ currentTarget }) => {
              const chosen = QUANTITIES.find(
                (name): name is Quantity => name === currentTarget.value,
              );
              if (chosen !== undefined) store.selection.value = { level, quantity: chosen };
            }}
          >
            {QUANTITIES.map((name) => (
              <option key={name} value={name}>
                {messages.quantities[name].name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="hint">{messages.quantities[quantity].meaning}</p>
      <ViewHost name="value-inspector" />
      <Legend />
      <button
        type="button"
        aria-expanded={showsTable.value}
        onClick={() => (showsTable.value = !showsTable.value)}
      >
        {inspector.table}
      </button>
      {showsTable.value && <NumbersTable />}
    </section>
  );
}
