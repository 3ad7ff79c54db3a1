import { parentPort } from 'node:worker_threads';
import { HelmholtzError, type HelmholtzErrorCode, type Picture } from '../agents/index.ts';
import { decodeImage } from '../experiments/index.ts';

/** What the thread is asked. */
export interface DecodeRequest {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly place: string;
  readonly limits: { readonly bytes: number; readonly pixels: number };
}

/** What it answers: the picture, or why there is none. */
export type DecodeReply =
  | { readonly id: number; readonly picture: Picture }
  | { readonly id: number; readonly code: HelmholtzErrorCode; readonly message: string };

parentPort?.on('message', (request: DecodeRequest) => {
  parentPort?.postMessage(replyTo(request));
});

function replyTo({ id, bytes, place, limits }: DecodeRequest): DecodeReply {
  try {
    return { id, picture: decodeImage(bytes, place, limits) };
  } catch (error) {
    if (!(error instanceof HelmholtzError)) throw error;
    return { id, code: error.code, message: error.message };
  }
}
