import type { Frame } from '../../protocol/index.ts';

/** Frames kept in this window, so that scrubbing over them asks the server nothing. */
export interface FrameCache {
  readonly bytes: number;
  get(sequence: number): Frame | undefined;
  put(frame: Frame): void;
  clear(): void;
}

/** Makes an empty cache that forgets its oldest frames beyond `budgetBytes`. */
export function createFrameCache(budgetBytes = 48 * 1024 * 1024): FrameCache {
  const frames = new Map<number, Frame>();
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    get: (sequence) => frames.get(sequence),
    put(frame) {
      const { sequence } = frame.header;
      if (frame.planes.size === 0) return;
      // A frame comes again when its variances were computed more exactly.
      const former = frames.get(sequence);
      if (former !== undefined) bytes -= bytesOf(former);
      frames.set(sequence, frame);
      bytes += bytesOf(frame);
      for (const [oldest, dropped] of frames) {
        if (bytes <= budgetBytes || oldest === sequence) break;
        frames.delete(oldest);
        bytes -= bytesOf(dropped);
      }
    },
    clear() {
      frames.clear();
      bytes = 0;
    },
  };
}

function bytesOf(frame: Frame): number {
  let bytes = 0;
  for (const plane of frame.planes.values()) bytes += plane.byteLength;
  return bytes;
}
