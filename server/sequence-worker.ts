import { perceiveSequence, type SequenceRequest } from './perceive-sequence.ts';
import { answerRequests } from './thread-requests.ts';

answerRequests((request: SequenceRequest) => perceiveSequence(request));
