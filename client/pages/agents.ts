import { messages } from '../messages.ts';
import { definePage } from '../page.ts';

/** What every agent is: levels, parameters, training, sources. */
export default definePage({
  name: 'agents',
  title: messages.pages.agents,
  order: 90,
  load: async () => (await import('../agents-page/agents-page.tsx')).AgentsPage,
});
