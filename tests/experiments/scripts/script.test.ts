import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom, HelmholtzError } from '../../../agents/index.ts';
import {
  findStimulus,
  openScript,
  type RenderedStimulus,
  renderFrames,
  renderStimulus,
} from '../../../experiments/index.ts';

async function render(
  text: string,
  parameters: Record<string, number> = {},
): Promise<RenderedStimulus> {
  const { kind } = await openScript(text, 'test.yaml');
  return renderStimulus(kind, {
    parameters,
    random: createRandom(1, 'script'),
  });
}

const GABOR = `
size: 4
pixelsPerDegree: 16
parameters: { contrast: { default: 0.8, min: 0, max: 1 }, f: 1, phase: 0, sigma: 0.7 }
layers:
  - luminance: 0.5 + 0.5*contrast*sin(2*pi*f*x + phase)*exp(-r^2/(2*sigma^2))
`;

describe('a script', () => {
  test('draws the expression of a Gabor at the centres of the pixels', async () => {
    const { rows, columns, pixels } = await render(GABOR, { f: 1.5 });
    expect([rows, columns]).toEqual([64, 64]);
    for (const [row, column] of [
      [0, 0],
      [31, 40],
      [63, 5],
    ] as const) {
      const x = (column + 0.5 - 32) / 16;
      const y = -(row + 0.5 - 32) / 16;
      const expected =
        0.5 + 0.4 * Math.sin(3 * Math.PI * x) * Math.exp(-(x * x + y * y) / (2 * 0.7 ** 2));
      expect(pixels[row * 64 + column]).toBeCloseTo(expected, 6);
    }
  });

  test('numbers its targets, and hides them behind what is laid over them', async () => {
    const { masks, pixels } = await render(`
size: [2, 4]
pixelsPerDegree: 10
variables: { box: "max(abs(y), abs(abs(x) - 1)) < 0.5" }
layers:
  - luminance: 0.5 + 0.4*sign(x)
  - { luminance: 0.5, where: box and x < 0, target: 1, mask: left }
  - { luminance: 0.5, where: box and x > 0, target: 2 }
  - { luminance: 0, where: x > 1 }
masks: { quarters: (x > 0) + 2*(y > 0) }
`);
    const counts = countsOf(masks['targetMask']);
    expect(counts).toEqual(
      new Map([
        [0, 650],
        [1, 100],
        [2, 50],
      ]),
    );
    expect(countsOf(masks['left'])).toEqual(
      new Map([
        [0, 700],
        [1, 100],
      ]),
    );
    expect(countsOf(masks['quarters'])).toEqual(
      new Map([
        [0, 200],
        [1, 200],
        [2, 200],
        [3, 200],
      ]),
    );
    expect(pixels[10 * 40 + 10]).toBeCloseTo(0.5, 6);
    expect(pixels[0]).toBeCloseTo(0.1, 6);
  });

  test('places stimuli of the catalogue with settings that are worked out', async () => {
    const drawn = await render(`
size: 4
pixelsPerDegree: 16
parameters: { f: 1 }
layers:
  - { stimulus: grating, set: { frequency: 2*f, orientation: 90 }, size: 1, at: [1, -0.5] }
`);
    const grating = renderStimulus(await findStimulus('grating'), {
      parameters: { frequency: 2, orientation: 90 },
      geometry: { rows: 16, columns: 16, pixelsPerDegree: 16 },
      random: createRandom(1),
    });
    for (let row = 0; row < 16; row++) {
      for (let column = 0; column < 16; column++) {
        expect(drawn.pixels[(row + 24 + 8) * 64 + column + 24 + 16]).toBeCloseTo(
          grating.pixels[row * 16 + column]!,
          6,
        );
      }
    }
    expect(drawn.pixels[0]).toBe(0.5);
  });

  test('blends layers over, by addition around mid-grey, and by multiplication', async () => {
    const { pixels } = await render(`
size: 1
pixelsPerDegree: 2
background: 0.4
layers:
  - { luminance: 0.8, where: x < 0, opacity: 0.25 }
  - { luminance: 0.6, where: x > 0, blend: add }
  - { luminance: 0.5, where: y < 0, blend: multiply }
`);
    [0.5, 0.5, 0.25, 0.25].forEach((expected, index) => {
      expect(pixels[index]).toBeCloseTo(expected, 6);
    });
  });

  test('moves, and shows layers at their times', async () => {
    const { kind, framesPerSecond } = await openScript(
      `
size: 1
pixelsPerDegree: 1
frameRate: 10
duration: 1
layers:
  - { luminance: t, where: t < 0.5 }
  - { luminance: 1, onset: 0.6, duration: 0.4, ramp: 0.2 }
`,
      'moving.yaml',
    );
    expect(framesPerSecond).toBe(10);
    const frames = [...renderFrames(kind, { framesPerSecond, random: createRandom(1) })];
    expect(frames).toHaveLength(10);
    const course = frames.map(({ pixels }) => pixels[0]);
    [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.75, 1, 0.75].forEach((expected, index) => {
      expect(course[index]).toBeCloseTo(expected, 6);
    });
  });

  test('is the same in JSON', async () => {
    const json = JSON.stringify({
      size: 4,
      pixelsPerDegree: 4,
      layers: [{ luminance: '0.5 + x/8' }],
    });
    const yaml = 'size: 4\npixelsPerDegree: 4\nlayers:\n  - luminance: 0.5 + x/8\n';
    expect((await render(json)).pixels).toEqual((await render(yaml)).pixels);
  });

  test.each([
    ['layers:\n  - luminance: 0.5 +\n', /^bad\.yaml:2:21: layers\[0\]\.luminance: unexpected end/],
    ['layers:\n  - luminance: 0.5 + sn(x)\n', /^bad\.yaml:2:22: .*did you mean "sin"/],
    ['layers:\n  - luminance: "0.5 + q"\n', /^bad\.yaml:2:23: .*no such name "q"/],
    [
      'layers:\n  - luminanc: 0.5\n',
      /^bad\.yaml:2:\d+: layers\[0\]\.luminanc: no such key; did you mean "luminance"/,
    ],
    ['layer: 1\n', /did you mean "layers"/],
    ['size: -3\nlayers: [{luminance: 1}]\n', /^bad\.yaml:1:7: size: expected degrees > 0.*got -3/],
    ['layers: [{luminance: 1, stimulus: gabor}]', /expected either luminance or stimulus/],
    ['layers: [{stimulus: gabr}]', /^bad\.yaml:1:21: .*did you mean "gabor"/],
    [
      'layers: [{stimulus: gabor, set: {sigm: 1}}]',
      /gabor\.sigm: no such parameter; did you mean "sigma"/,
    ],
    ['layers: [{stimulus: gabor, set: {sigma: 1e9}}]', /expected number in \[0\.001, 20\] degree/],
    ['parameters: {sin: 1}\nlayers: [{luminance: 1}]', /"sin" has a meaning already/],
    ['parameters: {x: 1}\nlayers: [{luminance: 1}]', /"x" has a meaning already/],
    ['parameters: {__proto__: 1}\nlayers: [{luminance: 1}]', /^bad\.yaml/],
    ['constructor: 1\nlayers: [{luminance: 1}]', /constructor: no such key/],
    ['layers: &a [*a]', /no aliases/],
    ['layers: !!js/function "x"', /^bad\.yaml:1:9/],
    ['layers: [\n', /^bad\.yaml/],
    ['a: 1\na: 2\n', /^bad\.yaml:2:1: .*unique/],
    ['', /expected object/],
    ['['.repeat(30_000), /^bad\.yaml/],
    ['#'.repeat(70_000), /at most 65536 bytes/],
    [
      'size: 1000000\nlayers: [{luminance: 1}]',
      /^bad\.yaml:1:7: size: .*at most 25 million pixels/,
    ],
    ['duration: 600\nframeRate: 1000\nlayers: [{luminance: 1}]', /at most 3600 frames/],
  ])('refuses %j with line and column', async (text, message) => {
    const refused = await refusalOf(() => openScript(text, 'bad.yaml'));
    expect(refused.message).toMatch(message);
    expect(refused.message).not.toContain('\n');
  });

  test.each([
    [
      'layers: [{luminance: 1 + x}]',
      /^bad\.yaml:.*expected luminance in \[0, 1\]; got .*outside: clip/,
    ],
    ['layers: [{luminance: log(x)}]', /layers\[0\]: expected finite/],
  ])('says where %j leaves what can be shown', async (text, message) => {
    const refused = await refusalOf(async () => {
      const { kind } = await openScript(text, 'bad.yaml');
      return renderStimulus(kind, { random: createRandom(1) });
    });
    expect(refused.message).toMatch(message);
  });

  test('limits luminance where it is told to', async () => {
    const { pixels } = await render('outside: clip\nlayers: [{luminance: x}]');
    expect(Math.max(...pixels)).toBe(1);
    expect(Math.min(...pixels)).toBe(0);
  });
});

describe('a thousand strangers', () => {
  const NAMES = ['x', 'y', 't', 'r', 'theta', 'c', 'pi', '0.3', '2', '1e-2'];
  const { valid } = fc.letrec<{ valid: string }>((tie) => ({
    valid: fc.oneof(
      { maxDepth: 6, depthIdentifier: 'valid' },
      fc.constantFrom(...NAMES),
      fc
        .tuple(tie('valid'), fc.constantFrom('+', '-', '*', '<', '>=', 'and'), tie('valid'))
        .map(([a, operator, b]) => `((${a}) ${operator} (${b}))`),
      fc
        .tuple(fc.constantFrom('sin', 'cos', 'abs', 'tanh', 'floor', 'erf', '-'), tie('valid'))
        .map(([name, inner]) => `${name}(${inner})`),
      fc.tuple(tie('valid'), tie('valid')).map(([a, b]) => `hypot(${a}, ${b})`),
      fc
        .tuple(tie('valid'), tie('valid'), tie('valid'))
        .map(([a, b, c]) => `(${a} > 0 ? ${b} : ${c})`),
    ),
  }));
  /** What no expression may do; each is refused wherever it stands. */
  const hostileCore = fc.oneof(
    fc.constantFrom(
      'x = 1',
      'g(a) = a',
      'g(a) = g(a)',
      'x.constructor',
      'x.__proto__.polluted',
      'x["constructor"]["constructor"]("return process")',
      'constructor',
      '__proto__',
      'prototype',
      'hasOwnProperty(1)',
      'toString()',
      'valueOf()',
      'import({sin: 1}, {override: true})',
      'evaluate("1")',
      'parse("1")',
      'compile("1")',
      'createUnit("foo")',
      'simplify("x")',
      'process',
      'globalThis',
      'require("fs")',
      'this',
      'while(1) {}',
      'for(;;) 1',
      'range(0, 1e12)',
      '0:1e12',
      'ones(1e5, 1e5)',
      'zeros(1e9)',
      'map([1, 2], sin)',
      '[1, 2, 3]',
      '{"a": 1}',
      '1e400',
      'factorial(1e9)',
      '170000!',
      '"text"',
      'x; y',
      '1 to cm',
      'bignumber(10)^1e9',
      'random()',
      'unknownName',
    ),
    fc.integer({ min: 50, max: 4000 }).map((depth) => '('.repeat(depth) + 'x' + ')'.repeat(depth)),
    fc.integer({ min: 500, max: 3000 }).map((length) => 'x'.concat('+x'.repeat(length))),
    fc.integer({ min: 500, max: 3000 }).map((length) => '-'.repeat(length).concat('x')),
    fc.integer({ min: 500, max: 3000 }).map((length) => 'sin('.repeat(length)),
    fc.integer({ min: 100, max: 3000 }).map((length) => '[1,'.repeat(length)),
  );
  const hostile = fc.oneof(
    hostileCore,
    fc.tuple(valid, hostileCore).map(([inner, core]) => `sin(${inner}) + (${core})`),
  );
  const scriptOf = (expression: string): string =>
    JSON.stringify({
      size: 1,
      pixelsPerDegree: 12,
      parameters: { c: 0.4 },
      outside: 'clip',
      layers: [{ luminance: expression }],
    });

  test('are drawn where they are harmless', async () => {
    await fc.assert(
      fc.asyncProperty(valid, async (expression) => {
        fc.pre(expression.length <= 2000);
        const { pixels } = await render(scriptOf(expression));
        expect(pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('are refused within a second where they are not, and leave nothing behind', async () => {
    const before = worldNow();
    await fc.assert(
      fc.asyncProperty(hostile, async (expression) => {
        const start = performance.now();
        const refused = await refusalOf(() => render(scriptOf(expression)));
        expect(performance.now() - start).toBeLessThan(1000);
        expect(['bad-script', 'too-large']).toContain(refused.code);
      }),
      { numRuns: 500 },
    );
    expect(worldNow()).toEqual(before);
  });

  test('are stopped by the work that they would make', async () => {
    const start = performance.now();
    const expression = Array.from({ length: 60 }, () => 'sin(x)').join('*');
    const refused = await refusalOf(() =>
      render(
        JSON.stringify({ size: 100, pixelsPerDegree: 32, layers: [{ luminance: expression }] }),
      ),
    );
    expect(refused.code).toBe('too-large');
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

/** What a stranger could have touched. */
function worldNow(): unknown {
  return {
    globals: Object.getOwnPropertyNames(globalThis).sort(),
    object: Object.getOwnPropertyNames(Object.prototype).sort(),
    array: Object.getOwnPropertyNames(Array.prototype).sort(),
    function: Object.getOwnPropertyNames(Function.prototype).sort(),
    sine: Math.sin(1),
  };
}

function countsOf(mask: Uint16Array | undefined): Map<number, number> {
  const counts = new Map<number, number>();
  for (const number of [...(mask ?? [])].sort((a, b) => a - b)) {
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return counts;
}

async function refusalOf(action: () => Promise<unknown>): Promise<HelmholtzError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof HelmholtzError) return error;
    throw error;
  }
  throw new Error('expected a refusal');
}
