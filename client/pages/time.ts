import { messages } from '../messages.ts';
import { definePage } from '../page.ts';

/** Two perceivers of one sequence, side by side. */
export default definePage({
  name: 'time',
  title: messages.pages.time,
  order: 40,
  load: async () => (await import('../time-page/time-page.tsx')).TimePage,
});
