import { messages } from '../messages.ts';
import { definePage } from '../page.ts';

/** Generative models told forward and backward. */
export default definePage({
  name: 'stories',
  title: messages.pages.stories,
  order: 45,
  load: async () => (await import('../stories-page/stories-page.tsx')).StoriesPage,
});
