import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { destination, pino } from 'pino';
import type { StoryAnswer, StoryQuestion } from './answer-story.ts';
import { createApp } from './app.ts';
import { type Config, ConfigError } from './config.ts';
import { DEFAULT_SETTINGS } from './dependencies.ts';
import type { FileDesign } from '../experiments/index.ts';
import type { ExperimentQuestion } from './describe-experiment.ts';
import { ImageDecoder } from './image-decoder.ts';
import { LABORATORY } from './laboratory.ts';
import { findPackage } from './package.ts';
import type { PerceivedSequence, SequenceRequest } from './perceive-sequence.ts';
import { RequestThread } from './request-thread.ts';
import { runInThread } from './runs/run-in-thread.ts';
import { nodeScheduler } from './scheduler.ts';
import type { StimulusAnswer, StimulusQuestion } from './stimulus-pictures.ts';
import { StoryTeller } from './story-teller.ts';
import { trainInThread } from './trainings/train-in-thread.ts';

/** Most memory of the thread in which agents perceive sequences, in MiB. */
const SEQUENCE_MEMORY = 256;

/** Most memory of the thread in which stories are told, in MiB. */
const STORY_MEMORY = 512;
const EXPERIMENT_MEMORY = 512;

/** Most memory of the thread in which stimuli are drawn, in MiB. */
const STIMULUS_MEMORY = 512;

/** A server that listens. */
export interface RunningServer {
  /** Where a browser finds it. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Starts the lab.
 *
 * @param now A clock, in milliseconds.
 * @throws {ConfigError} when it cannot listen there: one line that says what to do.
 */
export async function startServer(config: Config, now: () => number): Promise<RunningServer> {
  const { folder, version } = findPackage(import.meta.dirname);
  const log = pino({ level: config.logLevel, base: null }, destination({ dest: 2, sync: true }));
  const decoder = new ImageDecoder();
  const sequences = new RequestThread<SequenceRequest, PerceivedSequence>(
    new URL('./sequence-worker.js', import.meta.url),
    SEQUENCE_MEMORY,
  );
  const stimuli = new RequestThread<StimulusQuestion, StimulusAnswer>(
    new URL('./stimulus-worker.js', import.meta.url),
    STIMULUS_MEMORY,
    config.stimulusFolder,
  );
  const experiments = new RequestThread<ExperimentQuestion, FileDesign>(
    new URL('./experiment-worker.js', import.meta.url),
    EXPERIMENT_MEMORY,
  );
  const scheduler = nodeScheduler(now);
  const stories = new StoryTeller(
    new RequestThread<StoryQuestion, StoryAnswer>(
      new URL('./story-worker.js', import.meta.url),
      STORY_MEMORY,
    ),
    scheduler,
  );
  const app = createApp({
    laboratory: {
      ...LABORATORY,
      decodeImage: decoder.decode,
      drawStimuli: () => (question) => stimuli.ask(question),
      perceiveSequence: (request) => sequences.ask(request),
      tellStory: (question, signal) => stories.answer(question, signal),
      describeExperiment: (question) => experiments.ask(question),
      runExperiment: runInThread,
      trainFamily: trainInThread,
    },
    scheduler,
    newName: randomUUID,
    log,
    settings: {
      ...DEFAULT_SETTINGS,
      version,
      engine: config.engine,
      token: config.token,
      stimulusFolder: config.stimulusFolder,
      runFolder: resolve(config.runFolder),
      clientFolder: join(folder, 'dist', 'client'),
    },
  });
  const { server } = app;
  const close = async (): Promise<void> => {
    await app.close();
    await decoder.close();
    await sequences.close();
    await stories.close();
    await stimuli.close();
    await experiments.close();
  };
  try {
    server.listen(config.port, config.host);
    await once(server, 'listening');
    stimuli.start();
  } catch (error) {
    await close();
    throw new ConfigError(whyNot(error, config));
  }
  const { address, port, family } = server.address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  return { url: `http://${host}:${port}/`, close };
}

function whyNot(error: unknown, { port, host }: Config): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} is in use; try another one: PORT=${port === 65535 ? 3000 : port + 1} npm start`;
    case 'EACCES':
      return `port ${port} needs rights that you do not have; try another one: PORT=3000 npm start`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST: expected an address of this machine; got ${host}`;
    default:
      return `cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
