import { messages } from '../messages.ts';
import { definePage } from '../page.ts';

/** Generative families that learn on the server while one watches. */
export default definePage({
  name: 'trainings',
  title: messages.pages.trainings,
  order: 47,
  load: async () => (await import('../trainings-page/trainings-page.tsx')).TrainingsPage,
});
