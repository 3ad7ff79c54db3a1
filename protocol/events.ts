import type { Answer } from './errors.ts';
import type { EncodedFrame } from './frame.ts';
import type { FrameHeader } from './frame-header.ts';
import type { MessageInput } from './messages.ts';
import type { FileDescription, RunState } from './run-description.ts';
import type { SessionState } from './session-description.ts';
import type { TrainingState } from './training-description.ts';

type Reply<Result> = (answer: Answer<Result>) => void;

/** What a client may send. Every message is answered, so that a refusal is never silent. */
export interface ClientEvents {
  /** Opens a session with an agent and watches it. */
  'session:open': (message: MessageInput<'session:open'>, reply: Reply<SessionState>) => void;
  /** Watches a session that exists. */
  'session:join': (message: MessageInput<'session:join'>, reply: Reply<SessionState>) => void;
  /** Stops watching. */
  'session:leave': (message: MessageInput<'session:leave'>, reply: Reply<null>) => void;
  /** Chooses what the agent is shown. */
  'session:observe': (message: MessageInput<'session:observe'>, reply: Reply<SessionState>) => void;
  /** Hides part of the sensory field. */
  'session:occlude': (message: MessageInput<'session:occlude'>, reply: Reply<SessionState>) => void;
  /** Plays, pauses, steps, resets, sets the speed. */
  'session:control': (message: MessageInput<'session:control'>, reply: Reply<SessionState>) => void;
  /** Changes precision gain, lesion or clamp of a level. */
  'session:adjust': (message: MessageInput<'session:adjust'>, reply: Reply<SessionState>) => void;
  /** Changes the step size of settling. */
  'session:rate': (message: MessageInput<'session:rate'>, reply: Reply<SessionState>) => void;
  /** Changes the scheme of inference, the engine, or which precisions are in force. */
  'session:inference': (
    message: MessageInput<'session:inference'>,
    reply: Reply<SessionState>,
  ) => void;
  /** Says which planes to send, and how often at most. */
  'frames:subscribe': (message: MessageInput<'frames:subscribe'>, reply: Reply<null>) => void;
  /** Not answered: it is the answer to a frame. */
  'frames:acknowledge': (message: MessageInput<'frames:acknowledge'>) => void;
  /** Asks for a kept frame; changes nothing. */
  'history:seek': (message: MessageInput<'history:seek'>, reply: Reply<EncodedFrame>) => void;
  /** Goes back to a kept frame and goes on from there. */
  'history:restore': (message: MessageInput<'history:restore'>, reply: Reply<SessionState>) => void;
  /** Checks an experiment file, and says what it is; refused with line and column. */
  'experiment:check': (
    message: MessageInput<'experiment:check'>,
    reply: Reply<FileDescription>,
  ) => void;
  /** Runs an experiment; look at it with GET /api/runs/{run}. */
  'run:start': (message: MessageInput<'run:start'>, reply: Reply<RunState>) => void;
  /** Stops a run; finished trials are kept. */
  'run:stop': (message: MessageInput<'run:stop'>, reply: Reply<RunState>) => void;
  /** Goes on with a run that was interrupted. */
  'run:resume': (message: MessageInput<'run:resume'>, reply: Reply<RunState>) => void;
  /** All runs of this server, the newest first. */
  'run:list': (message: MessageInput<'run:list'>, reply: Reply<readonly RunState[]>) => void;
  /** Trains a generative family; `training:list` says how far it is. */
  'training:start': (message: MessageInput<'training:start'>, reply: Reply<TrainingState>) => void;
  /** Stops a training once its checkpoint is written. */
  'training:stop': (message: MessageInput<'training:stop'>, reply: Reply<TrainingState>) => void;
  /** Goes on with a training that was stopped. */
  'training:resume': (
    message: MessageInput<'training:resume'>,
    reply: Reply<TrainingState>,
  ) => void;
  /** All trainings since the server was started, the newest first. */
  'training:list': (
    message: MessageInput<'training:list'>,
    reply: Reply<readonly TrainingState[]>,
  ) => void;
}

/** Namespace of the live sessions: connect to `<origin>/live`. */
export const LIVE_NAMESPACE = '/live';

/** What the server sends unasked. */
export interface ServerEvents {
  /**
   * At most `LIMITS.framesInFlight` are on their way unacknowledged. A client that falls behind for a moment gets what
   * it missed; one that stays behind gets the newest only.
   */
  frame: (header: FrameHeader, buffer: ArrayBuffer | Uint8Array) => void;
  /** Never volatile: sent to all watchers after every change of the session. */
  'session:state': (state: SessionState) => void;
  /** The session is over (closed, or its agent failed). */
  'session:ended': (reason: string) => void;
}
