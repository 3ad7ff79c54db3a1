import type { Drawn, Timing } from '../stimulus.ts';

/** The pictures of a moving stimulus at their times, one after the other. */
export function* drawnFrames(
  { framesPerSecond, frames }: Timing,
  draw: (time: number, frame: number) => Drawn,
): Generator<Drawn, void> {
  for (let frame = 0; frame < frames; frame++) yield draw(frame / framesPerSecond, frame);
}
