import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeFrame, type EncodedFrame, LIMITS } from '../../protocol/index.ts';
import { FrameQueue } from '../../server/realtime/frame-queue.ts';
import { FrameSender } from '../../server/realtime/frame-sender.ts';
import type { Scheduler } from '../../server/scheduler.ts';
import { History } from '../../server/sessions/history.ts';
import { hiddenUnits } from '../../server/sessions/occlusion.ts';
import { StepClock } from '../../server/sessions/step-clock.ts';
import { TokenBucket } from '../../server/token-bucket.ts';

function frame(sequence: number, floats = 0): EncodedFrame {
  return encodeFrame(
    {
      session: 'a',
      sequence,
      step: sequence,
      freeEnergy: { total: 0, accuracy: 0, complexity: 0, levels: [] },
      errorNorms: [],
      certificate: {
        status: 'settling',
        gradientNorm: 1,
        tolerance: 1,
        largestStableRate: null,
        conditionNumber: null,
        explanation: '',
      },
      posterior: [],
      variance: { method: 'diagonal', relativeError: null },
    },
    [[{ level: 0, quantity: 'values' }, new Float32Array(floats)]],
  );
}

describe('the clock of a session', () => {
  test('gives as many steps as its rate says, however irregularly it is asked', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 5000, noNaN: true }),
        fc.array(fc.double({ min: 0, max: 49, noNaN: true }), { minLength: 50, maxLength: 200 }),
        (rate, pauses) => {
          const clock = new StepClock(rate, 0);
          let now = 0;
          let steps = 0;
          for (const pause of pauses) {
            now += pause;
            const due = clock.due(now);
            clock.pay(due);
            steps += due;
          }
          expect(Math.abs(steps - (rate * now) / 1000)).toBeLessThan(1.001);
        },
      ),
    );
  });

  test('does not catch up on more than a tenth of a second', () => {
    const clock = new StepClock(1000, 0);
    expect(clock.due(10_000)).toBe(100);
  });

  test('waits for the next step, not longer', () => {
    const clock = new StepClock(4, 0);
    expect(clock.wait(0)).toBe(250);
    expect(clock.wait(200)).toBeCloseTo(50);
    expect(clock.due(250)).toBe(1);
  });
});

describe('a token bucket', () => {
  test('never lets through more than its burst and its rate', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { maxLength: 300 }),
        (pauses) => {
          const bucket = new TokenBucket({ rate: 60, burst: 2, now: 0 });
          let now = 0;
          let passed = 0;
          for (const pause of pauses) {
            now += pause;
            if (bucket.take(now)) passed += 1;
          }
          expect(passed).toBeLessThanOrEqual(2 + (60 * now) / 1000 + 1e-6);
        },
      ),
    );
  });

  test('has a token when the time that it named is over', () => {
    const bucket = new TokenBucket({ rate: 10, burst: 1, now: 0 });
    expect(bucket.take(0)).toBe(true);
    expect(bucket.take(0)).toBe(false);
    expect(bucket.wait(0)).toBeCloseTo(100);
    expect(bucket.take(100.001)).toBe(true);
  });
});

describe('the queue of a client', () => {
  test('keeps everything through half a second, in order', () => {
    const queue = new FrameQueue();
    for (let sequence = 0; sequence < 30; sequence++) queue.push(frame(sequence), sequence * 16);
    const out = Array.from({ length: 30 }, () => queue.shift()?.header.sequence);
    expect(out).toEqual(Array.from({ length: 30 }, (_, index) => index));
    expect(queue.dropped).toBe(0);
  });

  test('keeps only the newest for a client that stays behind, until it has been calm for a second', () => {
    const queue = new FrameQueue();
    for (let sequence = 0; sequence < 100; sequence++) queue.push(frame(sequence), sequence * 16);
    expect(queue.shift()?.header.sequence).toBe(99);
    expect(queue.isEmpty).toBe(true);
    expect(queue.dropped).toBe(99);
    queue.push(frame(100), 5000);
    queue.push(frame(101), 5016);
    expect(queue.shift()?.header.sequence).toBe(100);
  });

  test('keeps only the newest through a pause, as long as a frame waits', () => {
    const queue = new FrameQueue();
    for (let sequence = 0; sequence < 40; sequence++) queue.push(frame(sequence), sequence * 16);
    queue.push(frame(40), 5000);
    expect(queue.shift()?.header.sequence).toBe(40);
    expect(queue.isEmpty).toBe(true);
  });

  test('puts a better version of a frame in the place of the first', () => {
    const queue = new FrameQueue();
    queue.push(frame(1), 0);
    queue.push(frame(1, 7), 1);
    expect(queue.shift()?.buffer).toHaveLength(28);
    expect(queue.isEmpty).toBe(true);
  });
});

/** Timers that run when a test says what time it is; like those of Node, not before a millisecond is over. */
class HandClock implements Scheduler {
  #time = 0;
  #timers: { due: number; task: () => void }[] = [];

  readonly now = (): number => this.#time;

  after(milliseconds: number, task: () => void): () => void {
    const timer = { due: this.#time + Math.max(1, milliseconds), task };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  soon(task: () => void): void {
    this.after(0, task);
  }

  moveTo(time: number): void {
    for (;;) {
      const [next] = this.#timers
        .filter(({ due }) => due <= time)
        .sort((first, second) => first.due - second.due);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#time = Math.max(this.#time, next.due);
      next.task();
    }
    this.#time = time;
  }
}

describe('the sender of frames', () => {
  /** Offers frames at these pauses to a client of 60 frames a second; gives the numbers of those that were sent. */
  function offerAt(
    pauses: readonly number[],
    afterEach: (
      sender: FrameSender,
      sent: readonly number[],
      sequence: number,
      time: number,
    ) => void,
  ) {
    const clock = new HandClock();
    const sent: number[] = [];
    const sender = new FrameSender(
      { isWritable: () => true, send: ({ header }) => sent.push(header.sequence) },
      clock,
    );
    sender.subscribe({ addresses: new Set(), maxRate: 60, region: null });
    pauses.forEach((pause, sequence) => {
      clock.moveTo(clock.now() + pause);
      sender.offer(frame(sequence));
      afterEach(sender, sent, sequence, clock.now());
    });
    return { clock, sender, sent };
  }

  test('goes on with the newest frame, also when that one came early for the rate', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 10, max: 33, noNaN: true }), { minLength: 100, maxLength: 150 }),
        fc.double({ min: 0, max: 3000, noNaN: true }),
        (pauses, later) => {
          const acknowledgeNothing = (): void => undefined;
          const { clock, sender, sent } = offerAt(pauses, acknowledgeNothing);
          expect(sender.dropped).toBeGreaterThan(0);
          expect(sent).toHaveLength(LIMITS.framesInFlight);
          clock.moveTo(clock.now() + later);
          sender.acknowledge(sent.at(-1)!);
          clock.moveTo(clock.now() + 1000);
          expect(sent.slice(LIMITS.framesInFlight)).toEqual([pauses.length - 1]);
        },
      ),
    );
  });

  test('never sends more than the rate, however fast frames come and acknowledgements go', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 100, maxLength: 300 }),
        fc.integer({ min: 1, max: 60 }),
        (pauses, every) => {
          const { sent } = offerAt(pauses, (sender, sent, sequence, time) => {
            if (sequence % every === 0 && sent.length > 0) sender.acknowledge(sent.at(-1)!);
            expect(sent.length).toBeLessThanOrEqual(2 + (60 * time) / 1000 + 1e-6);
          });
          expect(sent).toEqual([...new Set(sent)].sort((first, second) => first - second));
        },
      ),
    );
  });
});

describe('the history', () => {
  test('stays within its budget, without a gap, and always has the newest', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { minLength: 1, maxLength: 60 }), (sizes) => {
        const budget = 60_000;
        const history = new History(budget);
        sizes.forEach((floats, sequence) => {
          expect(history.nextSequence).toBe(sequence);
          history.append({
            frame: frame(sequence, floats),
            saved: { step: sequence, levels: [] },
            epoch: 0,
          });
          const { first, last, bytes } = history.range;
          expect(last).toBe(sequence);
          expect(bytes).toBeLessThanOrEqual(budget);
          for (let kept = 0; kept <= last; kept++) {
            expect(history.find(kept)?.frame.header.sequence).toBe(kept < first ? undefined : kept);
          }
        });
      }),
    );
  });
});

describe('an occlusion', () => {
  test('of the size of the field hides just those units, in the order of the blocks', () => {
    // Two blocks of 2 x 2 beside each other: a field of 2 x 4.
    const arrangement = { gridRows: 1, gridColumns: 2, rows: 2, columns: 2 };
    const mask = Uint8Array.from([1, 0, 0, 0, /* second row */ 0, 0, 0, 1]);
    expect([...hiddenUnits({ rows: 2, columns: 4, mask }, arrangement)]).toEqual([
      ...[1, 0, 0, 0],
      ...[0, 0, 0, 1],
    ]);
  });

  test('of another size is stretched over the field', () => {
    const arrangement = { gridRows: 1, gridColumns: 1, rows: 4, columns: 4 };
    const hidden = hiddenUnits({ rows: 2, columns: 1, mask: Uint8Array.of(0, 1) }, arrangement);
    expect([...hidden]).toEqual([...Array<number>(8).fill(0), ...Array<number>(8).fill(1)]);
  });
});
