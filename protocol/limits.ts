/** Bounds that a message has to keep; the parsers enforce them and the client shows them. */
export const LIMITS = {
  /** Largest uploaded image file, in bytes. */
  imageBytes: 8 * 1024 * 1024,
  /** Most pixels along one side of a drawing or an occlusion mask. */
  drawingSide: 512,
  /** Most inference steps that one `step` message may ask for. */
  stepsPerMessage: 10_000,
  /** Highest simulation speed, in inference steps per second. */
  stepsPerSecond: 100_000,
  /** Highest sending rate that a subscription may ask for, in frames per second. */
  framesPerSecond: 120,
  /** Most addresses in one subscription. */
  addresses: 64,
  /** Largest factor on a level's precision. */
  precisionGain: 1000,
  /** Most participants of each group in a run that a page asks for. */
  participants: 1000,
  /** Longest text of an experiment file, or of a file that comes along with it, in characters. */
  experimentLength: 262_144,
  /** Most files that come along with an experiment file. */
  filesAlong: 20,
  /** Most steps of a training that a page asks for. */
  trainingSteps: 100_000,
  /** Most data of a story that are told at once. */
  tales: 1000,
  /** Longest text of a datum of a story, in characters. */
  datumLength: 6000,
  /** Most samples that a posterior of a story is described by. */
  posteriorSamples: 10_000,
  /** Most pictures of which a part is filled in at once. */
  fillings: 64,
  /** Longest time that a story may take for one answer, in seconds. */
  storySeconds: 20,
  /** Frames that may be on their way to one client without an acknowledgement. */
  framesInFlight: 3,
} as const;

/** Side of the thumbnails of stimuli, in pixels: what the page asks for, and what the server draws ahead. */
export const THUMBNAIL_SIDE = 96;
