/**
 * The words on the wire between server and client: events, descriptions, frames, parsers, version.
 *
 * @module
 */
export {
  type AgentDescription,
  agentDescription,
  type Arrangement,
  type LevelDescription,
  type ParameterDescription,
  type SourceDescription,
  type TrainingDescription,
} from './agent-description.ts';
export { type Answer, ERROR_CODES, type ErrorCode, type Problem, problem } from './errors.ts';
export { type ClientEvents, LIVE_NAMESPACE, type ServerEvents } from './events.ts';
export {
  decodeFrame,
  encodeFrame,
  type EncodedFrame,
  type Frame,
  type Region,
  selectPlanes,
} from './frame.ts';
export {
  type SequenceAgentDescription,
  sequenceAgentDescription,
  type SequencePerceptDescription,
  sequencePerceptDescription,
} from './sequence-description.ts';
export {
  type CertificateHeader,
  type FrameHeader,
  frameHeader,
  type FreeEnergyHeader,
  type PlaneHeader,
} from './frame-header.ts';
export { type Immutable } from './immutable.ts';
export {
  type LearnerCourseDescription,
  learnerCourseDescription,
  type LearnerDescription,
  learnerDescription,
} from './learner-description.ts';
export { LIMITS, THUMBNAIL_SIDE } from './limits.ts';
export {
  handshake,
  type Message,
  type AskedRun,
  type MessageInput,
  type MessageName,
  MESSAGES,
} from './messages.ts';
export { PRECISION_MODES } from './precision-modes.ts';
export { STARTS } from './starts.ts';
export {
  type Address,
  addressOf,
  type AddressParts,
  parseAddress,
  QUANTITIES,
  type Quantity,
} from './quantities.ts';
export {
  type HealthDescription,
  healthDescription,
  type PictureDescription,
  pictureDescription,
  type VersionDescription,
  versionDescription,
} from './server-description.ts';
export {
  type ExperimentDescription,
  experimentDescription,
  type FileDescription,
  type RunState,
  runState,
} from './run-description.ts';
export {
  type EngineDescription,
  type HistoryRange,
  type LevelSetting,
  type SchemeDescription,
  type SessionState,
  sessionState,
  type SessionSummary,
  sessionSummary,
} from './session-description.ts';
export {
  type ExplanationDescription,
  explanationDescription,
  type FillingDescription,
  fillingDescription,
  type MarginalDescription,
  type StoryDescription,
  storyDescription,
  type TalesDescription,
  talesDescription,
} from './story-description.ts';
export { type StimulusDescription, stimulusDescription } from './stimulus-description.ts';
export {
  type TrainingChoices,
  trainingChoices,
  type TrainingState,
  trainingState,
} from './training-description.ts';
export { PROTOCOL_VERSION } from './version.ts';
