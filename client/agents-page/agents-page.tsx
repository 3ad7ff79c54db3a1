import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { AgentCard } from './agent-card.tsx';

/** Every agent of the server: what it perceives, how it is built, where its numbers come from. */
export function AgentsPage() {
  const { store } = useLab();
  return (
    <main class="reading-page" id="page">
      <h2>{messages.agentsPage.title}</h2>
      <p>{messages.agentsPage.explanation}</p>
      <div class="agent-cards">
        {store.agents.value.map((agent) => (
          <AgentCard key={agent.name} listed={agent} />
        ))}
      </div>
    </main>
  );
}
