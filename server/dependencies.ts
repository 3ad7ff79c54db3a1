import {
  type Agent,
  type AgentKind,
  type AgentOptions,
  DEFAULT_ENGINE,
  type EngineName,
  type Picture,
  type TrainingRecord,
} from '../agents/index.ts';
import type { FileDesign, LearnJob, LearnNews } from '../experiments/index.ts';
import type { StoryAnswer, StoryQuestion } from './answer-story.ts';
import type { ExperimentQuestion } from './describe-experiment.ts';
import type { PerceivedSequence, SequenceRequest } from './perceive-sequence.ts';
import type { RunJob, RunNews } from './runs/run-job.ts';
import type { Scheduler } from './scheduler.ts';
import type { StimulusAnswer, StimulusQuestion } from './stimulus-pictures.ts';
import type { JobListener } from './thread-jobs.ts';

/** What the server needs of the science. */
export interface Laboratory {
  readonly listAgents: () => Promise<readonly AgentKind[]>;
  readonly findAgent: (name: string) => Promise<AgentKind>;
  /** How the shipped weights of an agent were made; the name is that of the weights. */
  readonly readTrainingRecord: (name: string) => Promise<TrainingRecord>;
  readonly createAgent: (kind: AgentKind, options: AgentOptions) => Promise<Agent>;
  readonly listPictures: () => Promise<
    readonly { readonly name: string; readonly summary: string }[]
  >;
  readonly renderPicture: (name: string, size?: number) => Promise<Picture>;
  readonly decodeImage: (
    bytes: Uint8Array,
    place: string,
    limits: { readonly bytes: number; readonly pixels: number },
  ) => Promise<Picture>;
  /** Draws stimuli of the catalogue and of a folder of one's own; `null` for none. */
  readonly drawStimuli: (
    folder: string | null,
  ) => (question: StimulusQuestion) => Promise<StimulusAnswer>;
  readonly perceiveSequence: (request: SequenceRequest) => Promise<PerceivedSequence>;
  /** Tells a story; what nobody waits for any longer may be left out. */
  readonly tellStory: (question: StoryQuestion, signal: AbortSignal) => Promise<StoryAnswer>;
  /** Checks an experiment file that somebody sent, and says what it is. */
  readonly describeExperiment: (question: ExperimentQuestion) => Promise<FileDesign>;
  /** Runs an experiment into its folder. */
  readonly runExperiment: (job: RunJob, listener: JobListener<RunNews>) => Promise<void>;
  /** Trains a generative family into its folder. */
  readonly trainFamily: (job: LearnJob, listener: JobListener<LearnNews>) => Promise<void>;
  readonly encodeGreyPng: (picture: Picture) => Uint8Array;
}

/** Where the server writes about itself. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Choices of whoever starts the server. */
export interface ServerSettings {
  readonly version: string;
  /** Engine of agents whose client did not choose one. */
  readonly engine: EngineName | 'auto';
  /** What a client has to show; `null` lets everybody in who can reach the address. */
  readonly token: string | null;
  /** Folder with stimuli of one's own; `null` for none. */
  readonly stimulusFolder: string | null;
  /** Folder in which runs that a page asks for are kept. */
  readonly runFolder: string;
  /** Folder with the built client. */
  readonly clientFolder: string;
  /** Most sessions at once. */
  readonly sessions: number;
  /** How long a session that nobody watches is kept, in milliseconds. */
  readonly graceMilliseconds: number;
  /** Memory for the frames that one session keeps, in bytes. */
  readonly historyBytes: number;
  /** Most requests to `/api` in a minute from one address. */
  readonly requestsPerMinute: number;
}

/** Settings that hardly anybody changes. */
export const DEFAULT_SETTINGS = {
  engine: DEFAULT_ENGINE,
  token: null,
  stimulusFolder: null,
  sessions: 16,
  graceMilliseconds: 10 * 60_000,
  historyBytes: 32 * 1024 * 1024,
  requestsPerMinute: 1200,
} as const satisfies Partial<ServerSettings>;

/** Everything that the server gets from outside. */
export interface Dependencies {
  readonly laboratory: Laboratory;
  readonly scheduler: Scheduler;
  /** A name that nobody can guess, a new one each time. */
  readonly newName: () => string;
  readonly log: Log;
  readonly settings: ServerSettings;
}
