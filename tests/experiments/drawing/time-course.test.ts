import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from '../../../agents/index.ts';
import { createDots } from '../../../experiments/drawing/dots.ts';
import { paintFigures } from '../../../experiments/drawing/paint.ts';
import { box, disc } from '../../../experiments/drawing/shapes.ts';
import {
  localGlobalTones,
  manyStandardTones,
  oddballTones,
  omissionTones,
  rovingTones,
} from '../../../experiments/drawing/tones.ts';
import {
  type Episode,
  inSequence,
  resolveResolution,
  shareAt,
} from '../../../experiments/index.ts';

const seconds = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true, noDefaultInfinity: true });

describe('time courses', () => {
  test('are nothing before and after, whole between the ramps, and never beyond', () => {
    fc.assert(
      fc.property(
        seconds(0, 5),
        seconds(0.01, 5),
        seconds(0, 0.5),
        seconds(-1, 12),
        (onset, duration, rampShare, time) => {
          const ramp = rampShare * duration;
          const share = shareAt(time, { onset, duration, ramp });
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
          if (time < onset - 1e-6 || time > onset + duration + 1e-6) expect(share).toBe(0);
          if (time > onset + ramp + 1e-6 && time < onset + duration - ramp - 1e-6) {
            expect(share).toBe(1);
          }
        },
      ),
    );
  });

  test('never overlap in a sequence, and keep their intervals', () => {
    const episode: fc.Arbitrary<Episode<number>> = fc
      .tuple(seconds(0.01, 1), seconds(0, 0.5), seconds(0, 1))
      .map(([duration, ramp, isi]) => ({
        content: isi,
        duration,
        ramp: ramp * duration,
        after: { isi },
      }));
    fc.assert(
      fc.property(
        fc.array(episode, { minLength: 2, maxLength: 8 }),
        seconds(0, 10),
        (episodes, time) => {
          const placed = inSequence('test', episodes);
          expect(placed.filter((one) => shareAt(time, one) > 0).length).toBeLessThanOrEqual(1);
          placed.slice(1).forEach((next, index) => {
            const before = placed[index]!;
            expect(next.onset - before.onset - before.duration).toBeCloseTo(next.content, 9);
          });
        },
      ),
    );
  });

  test('are refused when they would overlap, with the SOA that would fit', () => {
    const episodes = [
      { content: 'target', duration: 0.1 },
      { content: 'mask', duration: 0.1, after: { soa: 0.05 } },
    ];
    expect(() => inSequence('masking', episodes)).toThrow('an soa of 0.1 s would fit');
    expect(inSequence('masking', episodes, { mayOverlap: true })[1]?.onset).toBeCloseTo(0.05, 12);
  });
});

describe('sequences of tones', () => {
  const tones = { tones: 400, toneDuration: 0.1, soa: 0.5, standard: 500, deviant: 1000 };

  test('of the oddball kind have rare deviants, never two in a row and none first', () => {
    const row = oddballTones({ ...tones, probability: 0.2 }, createRandom(1));
    expect(row[0]?.role).toBe('standard');
    row.slice(1).forEach(({ role }, index) => {
      expect([role, row[index]?.role]).not.toEqual(['deviant', 'deviant']);
    });
    // After a deviant comes a standard: p / (1 + p) of all tones are deviants.
    const deviants = row.filter(({ role }) => role === 'deviant').length / row.length;
    expect(Math.abs(deviants - 0.2 / 1.2)).toBeLessThan(0.06);
    expect(row.every((tone) => tone.frequency === (tone.role === 'deviant' ? 1000 : 500))).toBe(
      true,
    );
  });

  test('of the roving kind change exactly at deviants', () => {
    const row = rovingTones({ ...tones, shortest: 3, longest: 6 }, createRandom(2));
    row.slice(1).forEach(({ role, frequency }, index) => {
      expect(role === 'deviant').toBe(frequency !== row[index]?.frequency);
    });
  });

  test('break the rule in the last group only', () => {
    for (const globalRule of ['xxxxx', 'xxxxY']) {
      const row = localGlobalTones({ ...tones, tones: 20, globalRule, gap: 0.6 });
      const groups = [0, 1, 2, 3].map((group) =>
        row
          .slice(5 * group, 5 * group + 5)
          .map(({ frequency }) => (frequency === 500 ? 'x' : 'Y'))
          .join(''),
      );
      const other = globalRule === 'xxxxx' ? 'xxxxY' : 'xxxxx';
      expect(groups).toEqual([globalRule, globalRule, globalRule, other]);
    }
  });

  test('leave tones out, or have no standard at all', () => {
    const omitted = omissionTones({ ...tones, probability: 0.3 }, createRandom(3));
    expect(omitted.some(({ role }) => role === 'omission')).toBe(true);
    const many = manyStandardTones({ ...tones, kinds: 5 }, createRandom(4));
    const counts = new Map<number, number>();
    many.forEach(({ frequency }, index) => {
      expect(frequency).not.toBe(many[index - 1]?.frequency);
      counts.set(frequency, (counts.get(frequency) ?? 0) + 1);
    });
    expect(counts.size).toBe(5);
    for (const count of counts.values()) expect(Math.abs(count / 400 - 0.2)).toBeLessThan(0.07);
    expect(many.every(({ role, frequency }) => (role === 'control') === (frequency === 1000))).toBe(
      true,
    );
  });
});

describe('random dots', () => {
  test.each(['circle', 'square'])(
    'stay in a %s field, and as many as the coherence says move with it',
    (fieldShape) => {
      const options = {
        count: 100,
        coherence: 0.3,
        directions: [90],
        speed: 6,
        life: 0,
        fieldShape,
        field: 2,
        framesPerSecond: 60,
        random: createRandom(5),
      };
      const dots = createDots(options);
      let before = dots.next().value.places;
      for (let frame = 0; frame < 20; frame++) {
        const { places, isSignal } = dots.next().value;
        expect(isSignal.filter(Boolean)).toHaveLength(30);
        places.forEach(({ x, y }, index) => {
          const reach =
            fieldShape === 'circle' ? Math.hypot(x, y) : Math.max(Math.abs(x), Math.abs(y));
          expect(reach).toBeLessThanOrEqual(2.1);
          const from = before[index]!;
          if (isSignal[index] === true && Math.abs(x - from.x) < 1e-9) {
            // A dot that left a square field at the top came in again below.
            const wrapped = y < from.y ? y + 4 - from.y : y - from.y;
            expect(wrapped).toBeCloseTo(0.1, 9);
          }
        });
        before = places;
      }
    },
  );
});

describe('painted figures', () => {
  test('have the area of a disc, the closer the finer the pixels', () => {
    const errors = [8, 16, 32, 64].map((pixelsPerDegree) => {
      const drawn = paintFigures(resolveResolution('test', { visualSize: 4, pixelsPerDegree }), 0, [
        { shape: disc(0.13, -0.07, 1), paint: 1 },
      ]);
      const area = [...drawn.pixels].reduce((sum, pixel) => sum + pixel, 0) / pixelsPerDegree ** 2;
      return Math.abs(area - Math.PI);
    });
    expect(errors[3]!).toBeLessThan(1e-3);
    expect(errors[3]!).toBeLessThan(errors[0]!);
  });

  test('hide the targets behind them, and only those', () => {
    const { masks } = paintFigures(
      resolveResolution('test', { visualSize: 4, pixelsPerDegree: 10 }),
      0,
      [
        { shape: box({ x: 0, y: 0 }, 2, 2), paint: 1, target: 1 },
        { shape: box({ x: 0.5, y: 0 }, 1, 4), paint: 0.5 },
      ],
    );
    expect(masks?.['targetMask']?.filter((target) => target === 1)).toHaveLength(200);
  });
});
