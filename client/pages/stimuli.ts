import { messages } from '../messages.ts';
import { definePage } from '../page.ts';

/** The gallery of all stimuli and illusions. */
export default definePage({
  name: 'stimuli',
  title: messages.pages.stimuli,
  order: 20,
  load: async () => (await import('../gallery-page/gallery-page.tsx')).GalleryPage,
});
