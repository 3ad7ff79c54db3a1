import { createAgent, findAgent, listAgents, readTrainingRecord } from '../agents/index.ts';
import {
  decodeImage,
  encodeGreyPng,
  learnInto,
  listPictures,
  renderPicture,
} from '../experiments/index.ts';
import { answerStory } from './answer-story.ts';
import { describeExperiment } from './describe-experiment.ts';
import type { Laboratory } from './dependencies.ts';
import { perceiveSequence } from './perceive-sequence.ts';
import { runJob } from './runs/run-job.ts';
import { StimulusPictures } from './stimulus-pictures.ts';
import { StimulusSource } from './stimulus-source.ts';

/** The science as it is: the whole catalogue. Everything is computed in the calling thread. */
export const LABORATORY: Laboratory = {
  listAgents,
  findAgent,
  createAgent,
  readTrainingRecord,
  listPictures,
  renderPicture,
  // Async, so that what it throws is a rejection.
  decodeImage: async (...image) => await Promise.resolve(decodeImage(...image)),
  drawStimuli: (folder) => {
    const stimuli = new StimulusPictures(new StimulusSource(folder));
    return async (question) => await stimuli.answer(question);
  },
  perceiveSequence,
  tellStory: answerStory,
  describeExperiment,
  runExperiment: runJob,
  trainFamily: async (job, { tell, signal }) => {
    await learnInto(job, { tell, isInterrupted: () => signal.aborted, now: () => 0 });
  },
  encodeGreyPng,
};
