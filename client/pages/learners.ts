import { messages } from '../messages.ts';
import { definePage } from '../page.ts';

/** Models of learning side by side on one sequence. */
export default definePage({
  name: 'learners',
  title: messages.pages.learners,
  order: 50,
  load: async () => (await import('../learners-page/learners-page.tsx')).LearnersPage,
});
