import { workerData } from 'node:worker_threads';
import { THUMBNAIL_SIDE } from '../protocol/index.ts';
import { StimulusPictures, type StimulusQuestion } from './stimulus-pictures.ts';
import { StimulusSource } from './stimulus-source.ts';
import { answerRequests } from './thread-requests.ts';

const stimuli = new StimulusPictures(
  new StimulusSource(typeof workerData === 'string' ? workerData : null),
);

/** Thumbnails that a page shows at first, and those that a browser loads with them. */
const AHEAD = 60;

answerRequests((question: StimulusQuestion) => stimuli.answer(question));
await stimuli.drawAhead(THUMBNAIL_SIDE, AHEAD);
