import { Worker } from 'node:worker_threads';
import { HelmholtzError, type Picture } from '../agents/index.ts';
import type { DecodeReply, DecodeRequest } from './decode-worker.ts';
import type { Laboratory } from './dependencies.ts';

/** Most memory that decoding may take, in MiB; an image of the largest size needs about half of it. */
const MEMORY_LIMIT = 512;

interface Waiting {
  readonly resolve: (picture: Picture) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Decodes images in a thread of its own, one after the other: a photograph takes a second, in which everybody's frames
 * would stand still. The thread is started when it is first needed.
 */
export class ImageDecoder {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #requests = 0;

  readonly decode: Laboratory['decodeImage'] = (bytes, place, limits) => {
    const id = this.#requests++;
    return new Promise<Picture>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      // A copy: the bytes may lie in a buffer that socket.io shares.
      const request: DecodeRequest = { id, bytes: Uint8Array.from(bytes), place, limits };
      this.#thread().postMessage(request, [request.bytes.buffer as ArrayBuffer]);
    });
  };

  /** Stops the thread; what waits is rejected. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL('./decode-worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT },
    });
    worker.on('message', (reply: DecodeReply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if ('picture' in reply) waiting?.resolve(reply.picture);
      else waiting?.reject(new HelmholtzError(reply.code, reply.message));
    });
    worker.on('error', (error: Error) => {
      this.#fail(worker, error);
    });
    worker.on('exit', () => {
      this.#fail(worker, new Error('the thread that decodes images has ended'));
    });
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  /** The next image gets a new thread. */
  #fail(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
