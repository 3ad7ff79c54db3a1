/**
 * The science: generative models, inference, learning, and the engines that compute them. Runs headless.
 *
 * @module
 */
export {
  type Agent,
  type AgentKind,
  type AgentOptions,
  type NamedTensors,
  energyOf,
  pictureLevelOf,
  type Recipe,
  PRECISION_MODES,
  type PrecisionMode,
  type SavedValues,
  type Tensor,
} from './agent.ts';
export { type BeliefSnapshot, type LevelBelief, type PosteriorVariance } from './belief.ts';
export { createAgent } from './create-agent.ts';
export { type Start, STARTS } from './starts.ts';
export { defineAgent } from './define-agent.ts';
export { discoverMember, discoverMembers } from './discover-members.ts';
export { findAgent, listAgents } from './discover.ts';
export { createEngine, DEFAULT_ENGINE } from './engine/select-engine.ts';
export { type Workload } from './engine/measure-engine.ts';
export { perceivingWorkload, trainingWorkload } from './engine-workload.ts';
export { createTrainStep, type TrainStep, type TrainStepOptions } from './learning/train-step.ts';
export { type Engine, ENGINE_NAMES, type EngineName } from './engine/engine.ts';
export { type FreeEnergy } from './energy/free-energy.ts';
export { HelmholtzError, type HelmholtzErrorCode } from './errors.ts';
export {
  type Arrangement,
  type Connection,
  connectionEnds,
  connectionShape,
  type Hierarchy,
  type Level,
  unitsOf,
} from './hierarchy.ts';
export {
  type GenerativeModel,
  isAble,
  type ModelTypes,
  type Score,
  type SomeModel,
  type Unable,
  type Verb,
  type Verbs,
} from './generative-model.ts';
export { type LevelPrediction, predictionsOf } from './graph.ts';
export { importMember } from './import-member.ts';
export { type Certificate } from './inference/certificate.ts';
export { hessianSpectrum, type HessianSpectrum } from './theory/hessian-spectrum.ts';
export { linearEquilibrium, type LinearEquilibrium } from './theory/linear-equilibrium.ts';
export { type SchemeChoice, type SchemeFacts } from './inference/scheme-facts.ts';
export { type SchemeKind } from './inference/scheme.ts';
export { SCHEMES } from './inference/schemes.ts';
export {
  type PosteriorSamples,
  samplePosterior,
  type SamplingOptions,
} from './inference/sample-posterior.ts';
export {
  type BidirectionalModel,
  bidirectionalSurface,
  settleBidirectional,
  type SettledBidirectional,
} from './inference/bidirectional.ts';
export {
  createRecognitionModel,
  recognitionHierarchy,
  type RecognitionConnection,
  startAmortised,
} from './inference/recognition.ts';
export { createRecognitionLearner, type RecognitionLearner } from './learning/learn-recognition.ts';
export { type Surface } from './inference/surface.ts';
export { type SettledWith, settleWith, type SettleWithOptions } from './inference/settle-with.ts';
export { fixedPredictionDescent } from './inference/schedules/fixed-prediction.ts';
export { nudgedDescent, type NudgingOptions } from './inference/schedules/nudging.ts';
export { type WeightDescent } from './inference/schedules/weight-descent.ts';
export { zeroDivergenceDescent } from './inference/schedules/zero-divergence.ts';
export {
  type DivisiveModulation,
  divisiveErrors,
  divisiveModulation,
  type DivisiveState,
  generalisedDivergence,
  learnDivisive,
  settleDivisive,
} from './families/divisive-modulation.ts';
export {
  type Chance,
  type Choice,
  defineStory,
  findStory,
  listStories,
  type Posterior,
  type Story,
  type StoryFile,
  type StoryFolder,
  type StoryKind,
  type StoryTypes,
  type Tale,
  type TalePosterior,
  type TellableModel,
  tellStory,
} from './story.ts';
export {
  type Assignment,
  type CategoricalNetwork,
  type CategoricalPosterior,
  type CategoricalVariable,
  type Evidence,
  inferNetwork,
  jointProbability,
  synthesiseNetwork,
} from './families/categorical/network.ts';
export {
  inferCauses,
  learnLinearCauses,
  type LinearCauses,
  linearLogDensity,
} from './families/linear-gaussian/linear-causes.ts';
export {
  createSumPerceiver,
  type SumPerceiver,
  type SumOfSources,
} from './families/linear-gaussian/sum-of-sources.ts';
export { learnCovariance } from './families/linear-gaussian/learn-covariance.ts';
export {
  LINEAR_BATCH,
  type LearnedLinearWorld,
  learnLinearWorld,
  type LinearLearning,
} from './families/linear-gaussian/linear-learner.ts';
export {
  type GaussianMixture,
  grid,
  learnMixture,
  mixtureLogDensity,
  mixtureResponsibilities,
  ring,
  synthesiseMixture,
} from './families/mixture/gaussian-mixture.ts';
export {
  drawFromLibrary,
  type LabelledPromoter,
  measurePromoters,
} from './families/promoters/labelled-promoters.ts';
export { lawArtist } from './families/promoters/law-artist.ts';
export {
  learnPromoterArtist,
  type PromoterArtist,
  type SiteArtist,
} from './families/promoters/promoter-artist.ts';
export { learnPromoterCritic } from './families/promoters/promoter-critic.ts';
export {
  EXPRESSION_LEVELS,
  levelChances,
  PROMOTER_LENGTH,
  promoterBase,
  PROMOTERS,
  promoterWorld,
  showPromoter,
} from './families/promoters/promoter-law.ts';
export {
  nameLevels,
  scoreAllPromoters,
  type SiteScores,
} from './families/promoters/site-scores.ts';
export { explainSequence, type Explanation } from './families/recombination/explain-sequence.ts';
export {
  type LearnedRecombination,
  learnRecombination,
  countSequences,
} from './families/recombination/learn-recombination.ts';
export {
  proteinProbability,
  sequenceProbability,
} from './families/recombination/generation-probability.ts';
export { type FolderFile } from './families/recombination/model-folder/conditional-rows.ts';
export {
  type ModelFolder,
  readModelFolder,
} from './families/recombination/model-folder/read-model-folder.ts';
export { translate } from './families/recombination/nucleotides.ts';
export {
  checkRecombinationModel,
  type Deletions,
  type Gene,
  type Junction,
  type RecombinationModel,
} from './families/recombination/recombination-model.ts';
export type { Scenario } from './families/recombination/scenario.ts';
export {
  type Recombined,
  synthesiseRecombination,
} from './families/recombination/synthesise-recombination.ts';
export { TOY_VDJ, TOY_VJ } from './families/recombination/toy-models.ts';
export {
  denoiserLogDensities,
  denoiserOf,
  type DenoiserSampling,
  synthesiseDenoised,
} from './families/diffusion/sample-denoiser.ts';
export type { LearnedDenoiser } from './families/diffusion/learned-denoiser.ts';
export { codingStory } from './families/predictive-coding/coding-story.ts';
export {
  CODING_PLAN,
  type CodingPlan,
  codingPlan,
  learnCoding,
} from './families/predictive-coding/learn-coding.ts';
export { codingOf, learnedOfCoding } from './families/predictive-coding/coding-state.ts';
export type { Coding } from './families/predictive-coding/suppose-categories.ts';
export { type Denoiser, mixtureDenoiser } from './families/diffusion/mixture-denoiser.ts';
export { linearSchedule, type NoiseSchedule } from './families/diffusion/noise-schedule.ts';
export {
  reverseGaussian,
  type ReverseNoise,
  synthesiseDiffusion,
} from './families/diffusion/reverse-diffusion.ts';
export { learnSelection } from './families/recombination/selection/learn-selection.ts';
export {
  selectedProbability,
  type SelectedSequence,
  type Selection,
  selectionFactor,
  selectionScore,
  synthesiseSelected,
} from './families/recombination/selection/selection.ts';
export {
  type AnnotatedSequence,
  type FeatureCounts,
  selectionFeatures,
} from './families/recombination/selection/selection-features.ts';
export { symmetricEigenvalues } from './maths/symmetric-eigenvalues.ts';
export { abductExogenous, counterfactualRun } from './families/turbine/counterfactual.ts';
export { drawExogenous, type Exogenous } from './families/turbine/exogenous.ts';
export { FAULT_PLACES, type FaultPlace } from './families/turbine/fault-hypotheses.ts';
export { operatingPoint } from './families/turbine/operating-point.ts';
export {
  aerodynamicPower,
  BETZ_LIMIT,
  powerCoefficient,
} from './families/turbine/power-coefficient.ts';
export {
  type Intervention,
  runTurbine,
  type TurbineInput,
  type TurbineRun,
} from './families/turbine/run-turbine.ts';
export {
  placeOfFault,
  SENSOR_FAULTS,
  type TurbineFault,
} from './families/turbine/turbine-fault.ts';
export {
  BENCHMARK_TURBINE,
  type Sensor,
  SENSORS,
  type TurbineParameters,
  type TurbineState,
} from './families/turbine/turbine-parameters.ts';
export {
  type Alarm,
  ALARM_THRESHOLD,
  watchTurbine,
  type WatchedRun,
} from './families/turbine/watch-turbine.ts';
export {
  type CuedLearningOptions,
  type CuedLogPrecision,
  type CueingWorld,
  learnCuedPrecision,
  timeToBelieve,
  validityEffect,
  type ValidityEffect,
} from './families/cued-precision.ts';
export { filterSequence, type FilteredSequence } from './families/state-space/filter-sequence.ts';
export {
  type LearnedPart,
  type LearnedStateSpace,
  learnStateSpace,
  type StateSpaceLearning,
} from './families/state-space/learn-state-space.ts';
export { type LinearGaussian, type StateSpace } from './families/state-space/linear-gaussian.ts';
export { type SmoothedSequence, smoothSequence } from './families/state-space/smooth-sequence.ts';
export { hierarchyOf, type TemporalHierarchy } from './families/state-space/temporal-hierarchy.ts';
export { codeSequence } from './families/state-space/temporal-predictive-coding.ts';
export { decodeCheckpoint, encodeCheckpoint } from './learning/checkpoint.ts';
export { settlingRate } from './learning/stable-rate.ts';
export { createInlineRunner } from './learning/inline-runner.ts';
export { createThreadedRunner } from './learning/threaded-runner.ts';
export {
  type ShardRunner,
  train,
  type TrainingOptions,
  type TrainingProgress,
  type TrainingState,
} from './learning/train.ts';
export {
  type TrainingBatch,
  type TrainingPlan,
  type TrainingStage,
} from './learning/training-plan.ts';
export {
  createRandom,
  type Random,
  type RandomState,
  restoreRandom,
  type StreamLabel,
} from './maths/random.ts';
export {
  compileExpression,
  type Expression,
  type Samples,
} from './maths/expression/compile-expression.ts';
export { CONSTANTS, FUNCTIONS } from './maths/expression/operations.ts';
export { EXPRESSION_LIMITS, ExpressionError } from './maths/expression/parse-expression.ts';
export { cholesky, type CholeskyFactor, solveCholesky } from './maths/cholesky.ts';
export { exponential } from './maths/exponential.ts';
export { digamma, logGamma } from './maths/gamma.ts';
export { normalCumulative, normalDensity, normalQuantile } from './maths/normal.ts';
export { phaseScrambled } from './maths/spectrum.ts';
export { createModel, type Model, type ModelOptions } from './model.ts';
export { nearestName, suggestion } from './nearest-name.ts';
export { type JsonSchema, parameterSchema } from './parameter-schema.ts';
export {
  type BooleanParameter,
  type ChoiceParameter,
  type GivenValues,
  type ListParameter,
  type NumberParameter,
  type PairParameter,
  type PairsParameter,
  type Parameter,
  type ParameterTable,
  type ParameterValue,
  type ParameterValues,
  type SetParameter,
  type SidesParameter,
  type TextParameter,
  type ValueOf,
} from './parameter-table.ts';
export { resolveParameters } from './parameters.ts';
export { formatParameterValue, parseParameterText } from './parse-parameter-text.ts';
export { cropPicture, type Picture, type PictureSize, scalePicture } from './picture.ts';
export { type Reference, REFERENCES } from './references.ts';
export { type Sequence, sequenceOf } from './sequence.ts';
export {
  type Course,
  findSequenceAgent,
  listSequenceAgents,
  type Reading,
  type SequenceAgentKind,
  type SequencePercept,
} from './sequence-agent.ts';
export { decodeSafetensors, encodeSafetensors } from './weights/safetensors.ts';
export {
  blankWeights,
  type HierarchyWeights,
  tensorsFromWeights,
  weightsFromTensors,
} from './weights/parameters-of-hierarchy.ts';
export { synthesise, type SynthesisOptions } from './synthesise.ts';
export {
  loadShippedWeights,
  readTrainingRecord,
  type ShippedWeights,
} from './weights/shipped-weights.ts';
export { type TrainingRecord, type WeightsRecord } from './weights/training-record.ts';
export { createHgf, type HgfBuilder, type StateOptions } from './families/hgf/create-hgf.ts';
export { checkNetwork } from './families/hgf/check-network.ts';
export { failureInWords, type HgfFailure } from './families/hgf/failure.ts';
export {
  createLadder,
  type Ladder,
  type LadderRecord,
  type LadderShape,
} from './families/hgf/ladder.ts';
export { type LadderNetwork, ladderOf } from './families/hgf/ladder-network.ts';
export {
  type BinaryInput,
  type CategoricalInput,
  type ContinuousInput,
  type Couplings,
  type HgfNetwork,
  type InputNode,
  type StateNode,
  UPDATE_SCHEMES,
  type UpdateScheme,
} from './families/hgf/network.ts';
export { type HgfObservations } from './families/hgf/observations.ts';
export { runHgf, runHgfOrThrow } from './families/hgf/run-hgf.ts';
export { type HgfCauses, type HgfRequest, synthesiseHgf } from './families/hgf/synthesise-hgf.ts';
export {
  type HgfTrajectories,
  type InputTrajectory,
  type StateTrajectory,
} from './families/hgf/trajectories.ts';
export { hgfModel, type HgfPrediction, type HgfTypes } from './families/hgf/hgf-model.ts';
export {
  createLinearPerceiver,
  type LinearKnowledge,
  type LinearPerceiver,
  type LinearPerceiverOptions,
  type LinearScenes,
} from './families/causes/linear-perceiver.ts';
export {
  type CountKnowledge,
  type CountLearner,
  type CountLearnerOptions,
  createCountLearner,
} from './families/causes/count-learner.ts';
export {
  createSparsePerceiver,
  type SparsePerceiver,
  type SparsePerceiverOptions,
} from './families/causes/sparse-perceiver.ts';
export { rivalDurations, type RivalryOptions } from './families/rivalry/rivalry.ts';
export {
  createTemporalMixture,
  type MixedPercept,
  type TemporalMixture,
} from './families/state-space/temporal-mixture.ts';
export {
  type CauseKnowledge,
  type CauseLearner,
  type CauseLearnerOptions,
  type CauseLearningStart,
  createCauseLearner,
  type PerceivedCauses,
} from './families/causes/cause-learner.ts';
export {
  type AdaptingChannels,
  createAdaptingChannels,
} from './families/expectations/adaptation.ts';
export {
  createExpectationLearner,
  type ExpectationLearner,
  type ExpectationOptions,
  type Experienced,
} from './families/expectations/expectation-learner.ts';
export { summedSize, TUNING_WIDTH, tunedResponse } from './families/expectations/tuned-channels.ts';
export { gridPosterior, type GridPosterior } from './families/grid-posterior.ts';
export {
  birdsongModel,
  type BirdsongPrecisions,
  LISTENING_BEGINS,
  SONG_BEGINS,
  songWithoutPhrasing,
} from './families/generalised/birdsong.ts';
export {
  generalisedFilter,
  type GeneralisedFiltering,
  type GeneralisedStep,
} from './families/generalised/generalised-filter.ts';
export { type GeneralisedModel } from './families/generalised/generalised-model.ts';
export {
  ROVING_BINS,
  ROVING_COORDINATES,
  toneAmplitude,
  toneModel,
} from './families/generalised/roving.ts';
export { simulateGeneralised } from './families/generalised/simulate-generalised.ts';
export {
  type ErrorNeuronCircuit,
  type ErrorNeuronState,
  integrateErrorNeurons,
} from './inference/error-neurons.ts';
export { varianceStep } from './learning/precision-learning.ts';
export {
  familyStory,
  familyTraining,
  isConditional,
  LEARNED_FAMILIES,
  type LearnedFamily,
} from './families/learned-families.ts';
export { type NetworkParameters, shippedTensors } from './families/networks/network-parameters.ts';
export { activeUnits, type ActiveUnits } from './families/variational/active-units.ts';
export { autoencoderOf } from './families/variational/autoencoder.ts';
export { type PictureShape } from './families/networks/story-parts.ts';
export {
  type NetworkProgress,
  type NetworkTraining,
  type NetworkTrainingState,
  trainNetworks,
} from './families/networks/train-networks.ts';
export { type TrainingData, trainingPoints } from './families/networks/training-data.ts';
export { decodeNetworkState, encodeNetworkState } from './families/networks/training-checkpoint.ts';
export {
  type Exactness,
  type FilledPictures,
  type PartlySeen,
  type PictureStory,
} from './picture-story.ts';
