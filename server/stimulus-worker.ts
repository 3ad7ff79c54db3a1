import { workerData } from 'node:worker_threads';
import { StimulusPictures, type StimulusQuestion } from './stimulus-pictures.ts';
import { StimulusSource } from './stimulus-source.ts';
import { answerRequests } from './thread-requests.ts';

const stimuli = new StimulusPictures(
  new StimulusSource(typeof workerData === 'string' ? workerData : null),
);

answerRequests((question: StimulusQuestion) => stimuli.answer(question));
