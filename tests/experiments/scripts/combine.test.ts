import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import {
  measurePicture,
  openScript,
  type RenderedStimulus,
  renderStimulus,
} from '../../../experiments/index.ts';

/** Four by four pixels of one degree: black on the left and white on the right, and what is done to them. */
const script = (steps: string): string => `
size: 4
pixelsPerDegree: 1
parameters: { step: 1 }
layers:
  - stimulus: component-edges-step
    combine:
${steps
  .trim()
  .split('\n')
  .map((line) => `      - ${line.trim()}\n`)
  .join('')}`;

async function render(text: string, parameters = {}): Promise<RenderedStimulus> {
  const { kind } = await openScript(text, 'bad.yaml');
  return renderStimulus(kind, { parameters, random: createRandom(1) });
}

function rowsOf(values: Float32Array | Uint16Array): number[][] {
  const all = Array.from(values, (value) => Number(value.toFixed(6)));
  return [0, 4, 8, 12].map((start) => all.slice(start, start + 4));
}

const every = (row: number[]): number[][] => [row, row, row, row];

describe('a stimulus of a script', () => {
  test.each([
    ['{ rotate: 180 }', every([1, 1, 0, 0])],
    // Counter-clockwise, the left goes down.
    [
      '{ rotate: 90 }',
      [
        [1, 1, 1, 1],
        [1, 1, 1, 1],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ],
    ],
    [
      '{ rotate: -90 }',
      [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [1, 1, 1, 1],
        [1, 1, 1, 1],
      ],
    ],
    ['{ flip: across }', every([1, 1, 0, 0])],
    ['{ flip: down }', every([0, 0, 1, 1])],
    ['{ roll: [1, 0] }', every([1, 0, 0, 1])],
    [
      '{ rotate: 90 }\n{ roll: [0, step] }',
      [
        [1, 1, 1, 1],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [1, 1, 1, 1],
      ],
    ],
    [
      '{ pad: 1, luminance: 0.25 }',
      [
        [0.25, 0.25, 0.25, 0.25],
        [0.25, 0, 1, 0.25],
        [0.25, 0, 1, 0.25],
        [0.25, 0.25, 0.25, 0.25],
      ],
    ],
    [
      '{ pad: { left: step, top: 2, right: 1 } }',
      [
        [0.5, 0.5, 0.5, 0.5],
        [0.5, 0.5, 0.5, 0.5],
        [0.5, 0, 1, 0.5],
        [0.5, 0, 1, 0.5],
      ],
    ],
    ['{ roll: [1, 0] }\n{ resize: 2 }', every([1, 1, 0, 0])],
    ['{ twoSided: { intensityEdges: [[0, 1], [1, 0.5]] } }', every([0, 1, 1, 0.5])],
    [
      '{ stack: across, with: [{ stimulus: component-edges-step, set: { intensityEdges: [0.2, 0.4] } }] }',
      every([0, 1, 0.2, 0.4]),
    ],
    [
      '{ flip: across }\n{ stack: down, with: [{ stimulus: component-edges-step }] }',
      [
        [1, 1, 0, 0],
        [1, 1, 0, 0],
        [0, 0, 1, 1],
        [0, 0, 1, 1],
      ],
    ],
    // Three in four columns: the first one gets what is left over, and on an edge the right side shows.
    [
      '{ stack: across, with: [{ stimulus: uniform, set: { luminance: 0.3 } }, { stimulus: uniform, set: { luminance: 0.6 } }] }',
      every([0, 1, 0.3, 0.6]),
    ],
    [
      '{ superimpose: [0.5, -0.5], with: [{ stimulus: uniform, set: { luminance: 0.3 } }] }',
      every([0.35, 0.35, 0.85, 0.85]),
    ],
    [
      '{ rotate: 90 }\n{ plaid: [1, 3], with: [{ stimulus: component-edges-step }] }',
      [
        [0.25, 0.25, 1, 1],
        [0.25, 0.25, 1, 1],
        [0, 0, 0.75, 0.75],
        [0, 0, 0.75, 0.75],
      ],
    ],
  ])('is combined by %s', async (steps, expected) => {
    expect(rowsOf((await render(script(steps))).pixels)).toEqual(expected);
  });

  test('is moved by a parameter of the script', async () => {
    const rolled = await render(script('{ roll: [step, 0] }'), { step: 3 });
    expect(rowsOf(rolled.pixels)).toEqual(every([0, 1, 1, 0]));
  });

  test('takes its targets along, and numbers those of others on', async () => {
    const text = `
size: 4
pixelsPerDegree: 1
layers:
  - stimulus: sbcs-basic
    set: { targetSize: [2, 2] }
    size: [4, 4]
    combine:
      - { roll: [-1, 1] }
      - { superimpose: [0.5, 0.5], with: [{ stimulus: sbcs-basic, set: { targetSize: [4, 2] } }] }
`;
    expect(rowsOf((await render(text)).masks['targetMask']!)).toEqual([
      [1, 2, 2, 0],
      [1, 2, 2, 0],
      [0, 2, 2, 0],
      [0, 2, 2, 0],
    ]);
  });

  test('is the stimulus again after four quarter turns, and after two mirrorings', async () => {
    const plain = await render('size: 3\nlayers: [{ stimulus: gabor, set: { orientation: 20 } }]');
    for (const step of [
      '{rotate: 90}, {rotate: 90}, {rotate: 180}',
      '{flip: down}, {flip: down}',
    ]) {
      const text = `size: 3\nlayers: [{ stimulus: gabor, set: { orientation: 20 }, combine: [${step}] }]`;
      expect((await render(text)).pixels).toEqual(plain.pixels);
    }
  });

  test.each([
    [
      '{ rotat: 90 }',
      /^bad\.yaml:8:18: layers\[0\]\.combine\[0\]\.rotat: no such key; did you mean "rotate"/,
    ],
    [
      '{ rotate: 45 }',
      /^bad\.yaml:8:19: layers\[0\]\.combine\[0\]\.rotate: expected a multiple of 90 degrees; got 45/,
    ],
    ['{ flip: up }', /^bad\.yaml:8:17: .*flip: expected across or down; got "up"/],
    [
      '{ rotate: 90, flip: down }',
      /^bad\.yaml:8:9: .*expected one of rotate, flip, .*; got rotate and flip/,
    ],
    ['{ luminance: 1 }', /^bad\.yaml:8:9: .*expected one of rotate, .*; got none/],
    ['{ flip: down, luminance: 1 }', /^bad\.yaml:8:34: .*luminance belongs to pad/],
    ['{ roll: [stp, 0] }', /^bad\.yaml:8:18: .*roll\[0\]: no such name "stp"; did you mean "step"/],
    ['{ roll: [x, 0] }', /^bad\.yaml:8:18: .*no such name "x"/],
    ['{ stack: across }', /^bad\.yaml:8:9: .*expected with, a list of further stimuli, for stack/],
    [
      '{ flip: down, with: [{ stimulus: disc }] }',
      /with belongs to stack, superimpose, plaid, through; got it with flip/,
    ],
    [
      '{ stack: across, with: [{ stimulus: disk }] }',
      /^bad\.yaml:8:45: .*with\[0\]\.stimulus: .*did you mean "disc"/,
    ],
    [
      '{ stack: across, with: [{ stimulus: disc, set: { radus: 1 } }] }',
      /radus: no such parameter; did you mean "radius"/,
    ],
    [
      '{ stack: across, with: [{ stimulus: disc, sett: {} }] }',
      /sett: no such key; did you mean "set"/,
    ],
    [
      '{ superimpose: [1, 1, 1], with: [{ stimulus: disc }] }',
      /^bad\.yaml:8:24: .*expected 2 weights, one for each picture; got 3/,
    ],
    [
      '{ twoSided: { intensityEdge: [1, 2] } }',
      /intensityEdge: no such parameter; did you mean "intensityEdges"/,
    ],
    [
      '{ twoSided: { intensityEdges: [[0, 1]] } }',
      /expected \[value on the left, value on the right\]/,
    ],
    ['{ resize: 0 }', /resize: expected a factor >= 1; got 0/],
    [
      '{ pad: 2 }',
      /^bad\.yaml:6:5: layers\[0\]: pad: expected at least one pixel for each picture; got 0 x 0 px/,
    ],
    ['{ pad: -1 }', /layers\[0\]: pad: expected degrees >= 0; got -1 px/],
    [
      '{ plaid: [0, 0], with: [{ stimulus: uniform }] }',
      /plaid: expected weights >= 0, not all of them 0; got 0, 0/,
    ],
  ])('is refused with %s, with line and column', async (steps, message) => {
    const refused = await render(script(steps)).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ code: 'bad-script' });
    expect(refused).toHaveProperty('message', expect.stringMatching(message));
    expect(refused).toHaveProperty('message', expect.not.stringContaining('\n'));
  });

  test('cannot be combined where there is none', async () => {
    await expect(render('layers: [{ luminance: 0.5, combine: [{ flip: down }] }]')).rejects.toThrow(
      'combine belongs to a layer with a stimulus',
    );
  });
});

describe('filters of scripts', () => {
  const draw = async (steps: string, size = 4): Promise<RenderedStimulus> => {
    const { kind } = await openScript(
      `
size: ${size}
pixelsPerDegree: 8
parameters: { amount: 0.25 }
layers:
  - stimulus: simultaneous-contrast
    set: { side: 1 }
    combine: [${steps}]
`,
      'filters.yaml',
    );
    return renderStimulus(kind, { random: createRandom(1) });
  };

  test('blur softens edges and keeps mean and targets', async () => {
    const [plain, blurred] = [await draw('{ blur: 0 }'), await draw('{ blur: amount }')];
    expect(measurePicture(blurred).mean).toBeCloseTo(measurePicture(plain).mean, 5);
    expect(new Set(plain.pixels).size).toBeLessThan(6);
    expect(new Set(blurred.pixels).size).toBeGreaterThan(20);
    expect(blurred.masks).toEqual(plain.masks);
  });

  test('contrast is brought to what is asked for, of each kind', async () => {
    const of = async (contrast: string) => measurePicture(await draw(`{ contrast: ${contrast} }`));
    expect((await of('{ michelson: amount, mean: 0.5 }')).michelson).toBeCloseTo(0.25, 3);
    expect((await of('{ rms: 0.1, mean: 0.4 }')).standardDeviation).toBeCloseTo(0.1, 6);
    expect((await of('{ normalizedRms: 0.1 }')).normalizedRms).toBeCloseTo(0.1, 6);
    expect(await of('{ range: [0.2, 0.7] }')).toMatchObject({
      min: expect.closeTo(0.2, 6),
      max: expect.closeTo(0.7, 6),
    });
    await expect(of('{}')).rejects.toThrow('expected one of michelson, rms, normalizedRms, range');
    await expect(of('{ rms: 0.1, michelson: 1 }')).rejects.toThrow('got michelson and rms');
    await expect(of('{ range: [0, 1], mean: 0.5 }')).rejects.toThrow('a range has no mean');
    await expect(of('{ michelson: 2 }')).rejects.toThrow('expected luminance in [0, 1]');
  });

  test('a picture shows through another one as far as that is light', async () => {
    const plain = await draw('{ blur: 0 }');
    const window =
      '{ through: 0.1, with: [{ stimulus: disc, set: { radius: 1, polarity: dark } }] }';
    const through = await draw(window);
    // The disc is black, the rest of its picture mid-grey.
    const middle = 16 * 32 + 16;
    expect(through.pixels[middle]).toBeCloseTo(0.1, 6);
    expect(through.pixels[0]).toBeCloseTo((0.1 + plain.pixels[0]!) / 2, 6);
    await expect(draw('{ through: 0.5 }')).rejects.toThrow('expected with, a list');
    await expect(
      draw('{ through: 0.5, with: [{ stimulus: disc }, { stimulus: bar }] }'),
    ).rejects.toThrow('expected one stimulus for through; got 2');
  });

  test('a band of frequencies is left', async () => {
    const { pixels } = await draw('{ bandpass: [1, 1] }');
    expect(new Set(pixels).size).toBeGreaterThan(50);
    await expect(draw('{ bandpass: [0, 1] }')).rejects.toThrow('[cycles/degree, octaves] > 0');
  });

  test('that would take too long are refused at once, also in many layers', async () => {
    await expect(draw('{ blur: 1e9 }')).rejects.toThrow(/blur: expected work of at most 500 ms/);
    await expect(draw('{ blur: -1 }')).rejects.toThrow('degrees >= 0');
    await expect(draw('{ blur: 10 }, '.repeat(12).slice(0, -2), 40)).rejects.toThrow(
      /expected work of at most/,
    );
  });
});
