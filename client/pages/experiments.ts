import { messages } from '../messages.ts';
import { definePage } from '../page.ts';

/** Classical experiments, run on agents while one watches. */
export default definePage({
  name: 'experiments',
  title: messages.pages.experiments,
  order: 25,
  load: async () => (await import('../experiments-page/experiments-page.tsx')).ExperimentsPage,
});
