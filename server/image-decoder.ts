import type { Picture } from '../agents/index.ts';
import type { Laboratory } from './dependencies.ts';
import { RequestThread } from './request-thread.ts';

/** What the thread that decodes is asked. */
export interface DecodeRequest {
  readonly bytes: Uint8Array;
  readonly place: string;
  readonly limits: { readonly bytes: number; readonly pixels: number };
}

/** Most memory that decoding may take, in MiB; an image of the largest size needs about half of it. */
const MEMORY_LIMIT = 512;

/** Decodes images in a thread of its own: a photograph takes a second, in which everybody's frames would stand still. */
export class ImageDecoder {
  readonly #thread = new RequestThread<DecodeRequest, Picture>(
    new URL('./decode-worker.js', import.meta.url),
    MEMORY_LIMIT,
  );

  readonly decode: Laboratory['decodeImage'] = async (given, place, limits) => {
    // A copy: the bytes may lie in a buffer that socket.io shares.
    const bytes = Uint8Array.from(given);
    return await this.#thread.ask({ bytes, place, limits }, [bytes.buffer]);
  };

  /** Stops the thread; what waits is refused. */
  async close(): Promise<void> {
    await this.#thread.close();
  }
}
