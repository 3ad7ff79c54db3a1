import { workerData } from 'node:worker_threads';
import { StimulusPictures, type StimulusQuestion } from './stimulus-pictures.ts';
import { StimulusSource } from './stimulus-source.ts';
import { answerRequests } from './thread-requests.ts';

const source = new StimulusSource(typeof workerData === 'string' ? workerData : null);
const stimuli = new StimulusPictures(source);

// Reads the catalogue before the first question comes.
void source.list();
answerRequests((question: StimulusQuestion) => stimuli.answer(question));
