import { messages } from '../messages.ts';
import { definePage } from '../page.ts';
import { PerceiveRooms } from '../panels/perceive-rooms.tsx';

/** An agent perceives a picture, live. The first page: it is part of what is fetched at once. */
export default definePage({
  name: 'perceive',
  title: messages.pages.perceive,
  order: 0,
  load: () => Promise.resolve(PerceiveRooms),
});
