/**
 * The lab: stimuli, pictures, data sets, and what is done with agents. Runs headless.
 *
 * @module
 */
export {
  type EndStoppingEvaluation,
  type FillingInEvaluation,
  evaluateEndStopping,
} from './analysis/evaluate-end-stopping.ts';
export { evaluateNaming, type NamingEvaluation } from './analysis/evaluate-naming.ts';
export { type EndStoppingNet } from './analysis/end-stopping.ts';
export { fieldSheet } from './analysis/field-sheet.ts';
export { learnedAutocovariance } from './analysis/learned-autocovariance.ts';
export { unseenFreeEnergy, type UnseenEnergyOptions } from './analysis/unseen-energy.ts';
export { imagine, type ImagineOptions } from './analysis/imagine.ts';
export { type Dataset, type Example, type Split } from './datasets/dataset.ts';
export { type DatasetOptions, openDataset } from './datasets/open-dataset.ts';
export { type ExampleSequence, shuffledExamples } from './datasets/shuffled-examples.ts';
export {
  findWeights,
  type FoundWeights,
  parametersOfWeights,
  type WeightsOrigin,
} from './find-weights.ts';
export {
  evaluateReconstruction,
  type ReconstructionEvaluation,
} from './analysis/evaluate-reconstruction.ts';
export { compareWeights, type WeightsComparison } from './analysis/compare-weights.ts';
export { type NamingNet } from './analysis/naming.ts';
export { openTrainedModel, type TrainedModel } from './analysis/trained-model.ts';
export { comparePairs, type PairedComparison } from './analysis/paired-tests.ts';
export { type ExampleScores, measureOf, scoreExamples } from './analysis/score-examples.ts';
export { type ColouredPicture, eachPlane } from './colour.ts';
export {
  adaptContrast,
  type ContrastKind,
  contrastOf,
  type ContrastTarget,
  type Luminances,
  seenThrough,
} from './contrast.ts';
export {
  crossEntropyBits,
  divergenceBits,
  entropyBits,
  perplexity,
} from './generative/cross-entropy.ts';
export { FAMILIES, type Family, FAMILY_DATA, familyData } from './generative/learn-family.ts';
export {
  type LearnJob,
  learnInto,
  type LearnListener,
  type LearnNews,
  type LearnRecord,
} from './generative/learn-into.ts';
export { type LearnedMeasures } from './generative/measure-learned.ts';
export { askedClass, type AskedClass } from './generative/asked-class.ts';
export { compareFamilies, type TimedResult } from './generative/compare-families.ts';
export { type CompareJournal, openCompareJournal, taskName } from './generative/compare-journal.ts';
export { compareFigure } from './generative/compare-figure.ts';
export {
  COMPARED_DURATIONS,
  COMPARED_MEASURES,
  type ModelSummary,
  readComparison,
  readDurations,
  summariseComparison,
} from './generative/compare-summary.ts';
export {
  COMPARED_MODELS,
  type ComparedModel,
  type CompareTask,
} from './generative/compare-task.ts';
export { TOY_DENSITIES, toyDensity } from './generative/toy-data.ts';
export { gridDensity } from './generative/densities/grid.ts';
export { ringDensity } from './generative/densities/ring.ts';
export { drawPoints, type ToyDensity } from './generative/densities/toy-density.ts';
export { twoMoonsDensity } from './generative/densities/two-moons.ts';
export { squaredFrechetDistance } from './generative/frechet-distance.ts';
export { gaussianDivergence } from './generative/gaussian-divergence.ts';
export { gaussianMeanDiscrepancy, meanDiscrepancy } from './generative/mean-discrepancy.ts';
export { type ModeCoverage, modeCoverage, QUALITY_CEILING } from './generative/mode-coverage.ts';
export { type Gaussian, momentsOf, type Points } from './generative/points.ts';
export {
  type Marginal,
  type Marginals,
  posteriorMarginals,
} from './generative/posterior-marginals.ts';
export { pixelMoments, type PixelMoments } from './generative/pixel-moments.ts';
export { type PrecisionRecall, precisionRecall } from './generative/precision-recall.ts';
export {
  FAULT_CASES,
  type FaultCase,
  type FaultTrials,
  faultTrials,
} from './turbine/fault-trials.ts';
export {
  compareDesigners,
  compareLearners,
  type LearnedPromoters,
} from './promoters/compare-promoters.ts';
export { DESIGNERS } from './promoters/design-promoters.ts';
export { drawingLoss, namingLoss, promoterFloors } from './promoters/judge-promoters.ts';
export { areaUnderCurve } from './records/area-under-curve.ts';
export { describeJudgement } from './records/describe-judgement.ts';
export { type RecordFidelity } from './records/fidelity.ts';
export { copying } from './records/generators/copying.ts';
export { privateClasses } from './records/generators/private-classes.ts';
export { RECORD_GENERATORS } from './records/generators/record-generators.ts';
export { type DrawRecords, type RecordGenerator } from './records/generators/record-generator.ts';
export { type JudgedRecords, judgeRecords } from './records/judge-records.ts';
export { LEAK, type RecordPrivacy } from './records/privacy.ts';
export { readRecords, writeRecords } from './records/record-files.ts';
export {
  readRecordSchema,
  type RecordColumn,
  type RecordSchema,
  type RecordTable,
} from './records/record-schema.ts';
export { recordsPage } from './records/records-page.ts';
export { COHORT_SCHEMA, simulateCohort } from './records/simulate-cohort.ts';
export { type CatalogueStimulus, listStimuli } from './discover.ts';
export { findStimulus } from './find-stimulus.ts';
export { listPresets } from './paper-sets/list-presets.ts';
export {
  type DeadLeavesOptions,
  drawDeadLeaves,
  LEAF_SHAPES,
  type LeafShape,
} from './drawing/dead-leaves.ts';
export {
  drawGlyph,
  GLYPH_NAMES,
  type GlyphOptions,
  type GlyphStyle,
  plainGlyphStyle,
  randomGlyphStyle,
} from './drawing/glyph.ts';
export { withNoise } from './drawing/with-noise.ts';
export { pngFromSvg } from './images/png-from-svg.ts';
export { type ContactSheetOptions, contactSheet } from './images/contact-sheet.ts';
export { decodeImage, IMAGE_LIMITS, type ImageLimits } from './images/decode-image.ts';
export {
  encodeGreyPng,
  encodeSequentialPng,
  encodeSignedPng,
  encodeStimulusPng,
} from './images/encode-png.ts';
export { readColouredImage, readImage, type ReadImage } from './images/read-image.ts';
export {
  type MeasuredPicture,
  measurePicture,
  type PictureMeasures,
} from './analysis/measure-picture.ts';
export {
  openOutputFolder,
  type OutputFolder,
  type OutputFolderOptions,
} from './perceive/output-folder.ts';
export {
  type FieldPerception,
  type PerceiveOptions,
  perceivePicture,
  type Perception,
} from './perceive/perceive-picture.ts';
export {
  PERCEPTION_FILES,
  perceptionFiles,
  type PictureScales,
} from './perceive/perception-files.ts';
export {
  type PerceptionSummary,
  type Provenance,
  summarisePerception,
} from './perceive/summarise.ts';
export { type TargetBeliefs, targetBeliefs, type TargetMask } from './perceive/target-beliefs.ts';
export { type Corner } from './perceive/tile-picture.ts';
export { type NumberTable, parseTable } from './sequences/parse-table.ts';
export { readStateSpace } from './sequences/read-state-space.ts';
export {
  type NamedStateSpace,
  STRUCTURAL_MODELS,
  structuralModel,
  type StructuralModelName,
} from './sequences/structural-model.ts';
export { readBytes, reasonOf } from './read-bytes.ts';
export { valueAt } from './read-described.ts';
export { type GalleryPicture, listPictures, renderPicture } from './pictures.ts';
export {
  CODE_LANGUAGES,
  type CodeLanguage,
  codeSnippet,
  movieOf,
  type SnippetOptions,
} from './export/code-snippets.ts';
export { encodeGif } from './export/gif.ts';
export { encodeMat, type MatVariable } from './export/mat.ts';
export { encodeNpy, type NpyArray } from './export/npy.ts';
export {
  describeRendering,
  STIMULUS_FORMATS,
  stimulusFile,
  type StimulusFile,
  type StimulusFileOptions,
} from './export/stimulus-files.ts';
export { makeFolder } from './export/make-folder.ts';
export { writeWholeFile } from './export/write-file.ts';
export { thumbnail } from './images/stimulus-sheet.ts';
export {
  fromPyllusion,
  PYLLUSION_NAMES,
  type PyllusionArguments,
  pyllusionDictionary,
  toPyllusion,
} from './drawing/pyllusion/adapter.ts';
export { type Dictionary } from './drawing/pyllusion/dictionary.ts';
export { parseSweptValues, sweep, type SweptParameter } from './sweep.ts';
export {
  type Episode,
  inSequence,
  type Placed,
  shareAt,
  type TimeCourse,
} from './drawing/time-course.ts';
export { openScript, openScriptFile, type OpenScript } from './scripts/open-script.ts';
export { SCRIPT_LIMITS } from './scripts/script.ts';
export {
  renderFrames,
  type RenderedStimulus,
  type RenderFramesOptions,
  type RenderOptions,
  renderStimulus,
} from './render-stimulus.ts';
export {
  type Pair,
  type Resolution,
  resolutionInWords,
  type ResolutionRequest,
  resolveResolution,
} from './resolution.ts';
export {
  type Congruency,
  congruencyOf,
  type IllusionKnobs,
  type IllusoryQuantity,
} from './illusion.ts';
export {
  type AntiAliasing,
  defineStimulus,
  type Drawing,
  type Drawn,
  type Geometry,
  type LuminanceFunction,
  type Masks,
  type MovingDrawing,
  type PointwiseDrawing,
  type StimulusDeclaration,
  type StimulusKind,
  type Timing,
  type WholeDrawing,
} from './stimulus.ts';
export { testTrained } from './training/test-trained.ts';
export {
  type AgentTrainingProgress,
  trainAgent,
  type TrainAgentOptions,
  type TrainedAgent,
  trainingParameters,
} from './training/train-agent.ts';
export {
  type BehaviourModel,
  type FitParameter,
  type PerceptualModel,
  type Prior,
  type ResponseModel,
  type TrialSequence,
} from './fitting/behaviour-model.ts';
export {
  type BehaviourModelRequest,
  findBehaviourModel,
  perceptualModels,
  RESPONSE_MODELS,
} from './fitting/find-behaviour-model.ts';
export {
  type BehaviourFit,
  fitBehaviour,
  type FittedParticipant,
  type FittingOptions,
  type ModelRecovery,
  recoverModels,
  recoverParameters,
  type Recovery,
} from './fitting/fit-behaviour.ts';
export { type Estimate, type ParticipantFit } from './fitting/fit-participant.ts';
export { fitReport } from './fitting/fit-report.ts';
export {
  csv,
  estimatesTable,
  participantsTable,
  recoveryTable,
  trialsTable,
} from './fitting/fit-tables.ts';
export { type ModelSelection, selectModel } from './fitting/model-selection.ts';
export { type ParameterRecovery } from './fitting/parameter-recovery.ts';
export { type ParticipantTrials, readTrials, type TrialColumns } from './fitting/read-trials.ts';
export { drawSchedule, type Schedule, simulateParticipant } from './fitting/simulate-behaviour.ts';
export { type LearnerCourse, learnerCourse, listLearners } from './fitting/learner-course.ts';
export { readNetwork } from './fitting/read-network.ts';
export { readObservations } from './fitting/read-observations.ts';
export {
  type CausalInference,
  causalInference,
  type CausalStrategy,
  type CausalWorld,
} from './ideal-observers/causal-inference.ts';
export { combineCues, type CombinedCues, type Cue } from './ideal-observers/cue-combination.ts';
export {
  centralTendency,
  leastSquaresDuration,
  meanDuration,
  type TimingWorld,
} from './ideal-observers/interval-timing.ts';
export { orientationBias, perceivedOrientation } from './ideal-observers/orientation-bias.ts';
export { serialBias } from './ideal-observers/serial-dependence.ts';
export {
  type EdgeMotion,
  edgesOfFigure,
  type Motion,
  slowMotion,
  speedMatchShift,
} from './ideal-observers/slow-speed.ts';
export { constantStimuli, type ConstantStimuliOptions } from './procedures/constant-stimuli.ts';
export { type Outcome, type Procedure } from './procedures/procedure.ts';
export {
  type ParameterGrid,
  type ParameterPoint,
  type QuestPlus,
  questPlus,
  type QuestPlusOptions,
  questPlusProcedure,
} from './procedures/quest-plus.ts';
export { staircase, type StaircaseOptions, staircaseTarget } from './procedures/staircase.ts';
export {
  type DiffusionMoments,
  diffusionMoments,
  drawPassage,
  type DriftDiffusion,
  type Passage,
} from './psychophysics/drift-diffusion.ts';
export {
  fitEzDiffusion,
  type ResponseStatistics,
  USUAL_NOISE,
} from './psychophysics/ez-diffusion.ts';
export {
  bootstrapPsychometric,
  fitPsychometric,
  type Interval,
  type PsychometricFit,
  type PsychometricFitOptions,
} from './psychophysics/fit-psychometric.ts';
export {
  inverseShape,
  justNoticeable,
  levelAt,
  pointOfEquality,
  probabilityAt,
  PSYCHOMETRIC_SHAPES,
  type PsychometricFunction,
  type PsychometricShape,
  shapeAt,
  spreadOfWeibullDecibels,
} from './psychophysics/psychometric-function.ts';
export type { LevelCount } from './psychophysics/psychometric-likelihood.ts';
export {
  correctOfTwo,
  dPrimeOfTwo,
  type Sensitivity,
  sensitivityOfCounts,
  sensitivityOfRates,
} from './psychophysics/signal-detection.ts';
export {
  EXPERIMENT_LIMITS,
  EXPERIMENT_SCHEMA,
  experimentJsonSchema,
} from './design/experiment-schema.ts';
export { conditionOrder, latinSquareOrder } from './design/condition-order.ts';
export { describeFile, type FileDesign } from './design/describe-file.ts';
export { filesAlong } from './design/files-beside.ts';
export { readExperiment } from './design/read-experiment.ts';
export { findObserver, listObservers } from './find-observer.ts';
export { findParadigm, listParadigms } from './find-paradigm.ts';
export {
  defineObserver,
  type NumberObserver,
  type ObserverDeclaration,
} from './define-observer.ts';
export { type NamingPercept, type ObserverKind, type Percept } from './observer.ts';
export {
  type Ablation,
  type Claim,
  defineParadigm,
  judge,
  type Paradigm,
  type ParadigmLabel,
  type ParadigmResult,
  type ParadigmScale,
  type Verdict,
} from './paradigm.ts';
export { type Estimate95, type Summary } from './report/summary.ts';
export { respond, type Task } from './responses/respond.ts';
export { RESPONSE_PARAMETERS } from './responses/response-parameters.ts';
export {
  type Cell,
  type Column,
  type Course,
  type Experiment,
  type Group,
  type Participant,
  type Readout,
  type Row,
  type Seat,
  seatsOf,
} from './running/experiment.ts';
export { type ExperimentRequest, findExperiment } from './running/find-experiment.ts';
export { interimSummary } from './running/interim-summary.ts';
export { type Cohort } from './running/run-cohort.ts';
export { type JournalRecord, openJournal, readJournal } from './running/journal.ts';
export { runExperiment, type RunOptions } from './running/run-experiment.ts';
export { type Trial, trialsOf } from './running/trial-table.ts';
export { type VerifiedResult, verifiedResults } from './verified-results.ts';
export { WAVE_FILES, waveFiles } from './perceive/wave-files.ts';
export { errorWaves, type ErrorWaves } from './analysis/error-waves.ts';
export { bloodResponse, haemodynamicResponse } from './analysis/haemodynamic-response.ts';
