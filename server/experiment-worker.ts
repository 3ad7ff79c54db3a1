import { describeExperiment, type ExperimentQuestion } from './describe-experiment.ts';
import { answerRequests } from './thread-requests.ts';

answerRequests((question: ExperimentQuestion) => describeExperiment(question));
