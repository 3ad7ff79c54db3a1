import { decodeImage } from '../experiments/index.ts';
import type { DecodeRequest } from './image-decoder.ts';
import { answerRequests } from './thread-requests.ts';

answerRequests(({ bytes, place, limits }: DecodeRequest) => decodeImage(bytes, place, limits));
