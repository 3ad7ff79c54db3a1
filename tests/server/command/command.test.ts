import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from '@jest/globals';
import jpeg from 'jpeg-js';
import { decodeSafetensors, encodeSafetensors, listAgents } from '../../../agents/index.ts';
import { decodeImage, encodeGreyPng, listPictures } from '../../../experiments/index.ts';
import { runCommand } from './run-command.ts';

let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'helmholtz-command-'));
});
afterAll(async () => {
  await rm(place, { recursive: true });
});

const file = async (name: string, content: Uint8Array | string): Promise<string> => {
  const path = join(place, name);
  await writeFile(path, content);
  return path;
};

/** A refusal is one line for people and an exit code; nothing is printed. */
async function expectRefusal(
  argv: readonly string[],
  exitCode: number,
  complaint: RegExp | string,
): Promise<void> {
  const outcome = await runCommand(argv);
  expect(outcome.printed).toBe('');
  expect(outcome.complained).toMatch(/^helmholtz: [^\n]+\n$/);
  expect(outcome.complained).not.toMatch(/\bat .*:\d+:\d+/);
  expect(outcome.complained).toMatch(complaint);
  expect(outcome.exitCode).toBe(exitCode);
}

describe('helmholtz', () => {
  test('explains itself on request', async () => {
    const { exitCode, printed, complained } = await runCommand(['--help']);
    expect(exitCode).toBe(0);
    expect(complained).toBe('');
    for (const verb of ['serve', 'agents', 'describe', 'perceive', 'pictures']) {
      expect(printed).toContain(verb);
    }
  });

  test('explains each of its verbs on request', async () => {
    for (const verb of ['serve', 'agents', 'describe', 'perceive', 'pictures']) {
      const { exitCode, printed } = await runCommand([verb, '--help']);
      expect(exitCode).toBe(0);
      expect(printed).toContain(`Usage: helmholtz ${verb}`);
    }
  });

  test('tells its version', async () => {
    const { exitCode, printed } = await runCommand(['--version']);
    expect(exitCode).toBe(0);
    expect(printed).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('without a verb shows how it is used and counts that as wrong use', async () => {
    const { exitCode, printed, complained } = await runCommand([]);
    expect(exitCode).toBe(2);
    expect(printed).toBe('');
    expect(complained).toContain('Usage: helmholtz');
  });

  test.each([
    [['perceve'], /unknown command 'perceve'.*Did you mean perceive/],
    [['agents', '--jsn'], /unknown option '--jsn'.*Did you mean --json/],
    [['describe'], /missing required argument 'agent'/],
    [['perceive', '--picture', 'gabor'], /required option '--agent <name>' not specified/],
    [
      ['perceive', '--agent', 'single-cause'],
      /expected --image <file>, --picture <name> or --stimulus <name>/,
    ],
    [
      ['perceive', '--agent', 'x', '--image', 'a.png', '--picture', 'gabor'],
      /'--image <file>' cannot be used with option '--picture <name>'/,
    ],
    [['perceive', '--agent', 'x', '--picture', 'y', '--seed', '1.5'], /Expected a whole number/],
    [['perceive', '--agent', 'x', '--picture', 'y', '--crop', '4'], /Expected x,y in pixels/],
    [['perceive', '--agent', 'x', '--picture', 'y', '--set', 'rate'], /Expected name=value/],
    [
      ['perceive', '--agent', 'x', '--picture', 'y', '--engine', 'cuda'],
      /Allowed choices are auto/,
    ],
    [['pictures', 'render', 'gabor', '--out', 'x.png', '--size', '0'], /at least 1/],
  ])('refuses wrong use in one line: %j', async (argv, complaint) => {
    await expectRefusal(argv, 2, complaint);
  });
});

describe('helmholtz agents', () => {
  test('lists every agent of the catalogue with its summary', async () => {
    const { exitCode, printed } = await runCommand(['agents']);
    expect(exitCode).toBe(0);
    for (const { name, summary } of await listAgents()) {
      expect(printed).toMatch(new RegExp(`^${name} +${summary.slice(0, 20)}`, 'm'));
    }
  });

  test('prints nothing but JSON with --json', async () => {
    const { printed, complained } = await runCommand(['agents', '--json']);
    const { agents } = JSON.parse(printed) as { agents: { name: string }[] };
    expect(agents.map(({ name }) => name)).toEqual((await listAgents()).map(({ name }) => name));
    expect(complained).toBe('');
  });
});

describe('helmholtz describe', () => {
  test('explains levels, parameters with units and sources', async () => {
    const { exitCode, printed } = await runCommand(['describe', 'single-cause']);
    expect(exitCode).toBe(0);
    expect(printed).toContain('1 size: 1 unit (size)');
    expect(printed).toMatch(/priorMean +3 in \[-100, 100\] +size +Expected size/);
    expect(printed).toContain('prior: Gaussian, mean 3, precision 1');
    expect(printed).toContain('https://doi.org/10.1016/j.jmp.2015.11.003');
  });

  test('describes the model at the parameters that are set', async () => {
    const { printed } = await runCommand(['describe', 'single-cause', '--set', 'priorMean=5']);
    expect(printed).toContain('prior: Gaussian, mean 5, precision 1');
  });

  test('prints the same as JSON', async () => {
    const { printed } = await runCommand(['describe', 'single-cause', '--json']);
    expect(JSON.parse(printed)).toMatchObject({
      name: 'single-cause',
      levels: [{ name: 'light' }, { name: 'size' }],
      present: { priorMean: 3 },
    });
  });

  test('refuses an unknown agent with the nearest name', async () => {
    await expectRefusal(
      ['describe', 'single-case'],
      1,
      /^helmholtz: agent "single-case": no such agent; did you mean "single-cause"\?$/m,
    );
  });
});

describe('helmholtz pictures', () => {
  test('lists the gallery', async () => {
    for (const argv of [['pictures'], ['pictures', 'list']]) {
      const { exitCode, printed } = await runCommand(argv);
      expect(exitCode).toBe(0);
      for (const { name } of await listPictures())
        expect(printed).toMatch(new RegExp(`^${name} `, 'm'));
    }
  });

  test('draws a picture into a file', async () => {
    const out = join(place, 'gabor.png');
    const { exitCode, printed } = await runCommand([
      ...['pictures', 'render', 'gabor', '--size', '40', '--out', out, '--json'],
    ]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(printed)).toEqual({ name: 'gabor', rows: 40, columns: 40, out });
    expect(decodeImage(await readFile(out)).rows).toBe(40);
  });

  test('refuses unknown pictures and places that cannot be written', async () => {
    const render = (name: string, out: string) => ['pictures', 'render', name, '--out', out];
    await expectRefusal(render('gabr', join(place, 'x.png')), 1, 'did you mean "gabor"?');
    await expectRefusal(
      render('gabor', join(place, 'missing', 'x.png')),
      1,
      /missing\/x.png: cannot be written: no such file or folder/,
    );
  });
});

describe('helmholtz perceive', () => {
  let out: string;
  beforeEach(() => {
    out = join(place, 'out');
  });
  afterEach(async () => {
    await rm(out, { recursive: true, force: true });
  });
  const perceive = (...more: string[]) => ['perceive', '--agent', 'single-cause', ...more];
  const midGrey = { rows: 2, columns: 2, pixels: new Float32Array(4).fill(128 / 255) };

  test('writes what the agent believes, and says so in a short table', async () => {
    const image = await file('grey.png', encodeGreyPng(midGrey));
    const { exitCode, printed, complained } = await runCommand(
      perceive('--image', image, '--out', out, '--engine', 'reference'),
    );
    expect(complained).toBe('');
    expect(exitCode).toBe(0);
    expect(printed).toContain('single-cause perceived grey.png');
    expect(printed).toMatch(/^total +\S+ +\S+$/m);
    expect(printed).toContain(`written to ${out}`);
    expect((await readdir(out)).sort()).toEqual([
      'beliefs.safetensors',
      'error.png',
      'input.png',
      'posterior-sd.png',
      'prediction.png',
      'summary.json',
    ]);
    const { tensors } = decodeSafetensors(await readFile(join(out, 'beliefs.safetensors')));
    // The most likely size of Bogacz (2017) at u = 2, here 2.008: the root of 2 p^3 - 3.016 p - 3.
    const u = (4 * 128) / 255;
    const size = tensors.get('1.size.values')!.data[0]!;
    expect(2 * size ** 3 - (2 * u - 1) * size - 3).toBeCloseTo(0, 3);
  });

  test('prints the summary that it writes as JSON, and the same to the bit when run again', async () => {
    const argv = perceive('--picture', 'mid-grey', '--out', out, '--json', '--seed', '7');
    const first = await runCommand(argv);
    const written = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8')) as object;
    const second = await runCommand(argv);
    expect(second).toEqual(first);
    expect(JSON.parse(await readFile(join(out, 'summary.json'), 'utf8'))).toEqual(written);
    const printed = JSON.parse(first.printed) as object;
    expect(printed).toMatchObject({
      agent: 'single-cause',
      seed: 7,
      certificate: { status: 'settled' },
      out,
    });
    expect(written).toMatchObject({ agent: 'single-cause', outputs: {}, seed: 7 });
  });

  test('perceives a colour JPEG of any size field by field, or one field of it', async () => {
    const [rows, columns] = [33, 47];
    const data = Uint8Array.from(
      { length: 4 * rows * columns },
      (_, index) => (index * index) % 251,
    );
    const image = await file(
      'photo.jpg',
      jpeg.encode({ width: columns, height: rows, data }, 90).data,
    );
    const look = ['perceive', '--agent', 'rao-ballard', '--image', image, '--out', out, '--json'];
    const whole = JSON.parse((await runCommand(look)).printed) as Record<string, unknown>;
    // The field is 20 x 20: three across, two down.
    expect(Object.values(whole['outcomes'] as Record<string, number>)).toEqual([6]);
    expect(whole['weightsSha256']).toMatch(/^[0-9a-f]{64}$/);
    for (const name of ['input', 'prediction', 'error', 'posterior-sd']) {
      const picture = decodeImage(await readFile(join(out, `${name}.png`)));
      expect([picture.rows, picture.columns]).toEqual([rows, columns]);
    }
    const part = await runCommand([...look, '--crop', '27,13']);
    expect(JSON.parse(part.printed)).toMatchObject({ rows: 20, columns: 20 });
    await expectRefusal(
      [...look, '--crop', '28,13'],
      1,
      /expected x in \[0, 27\] and y in \[0, 13\]/,
    );
  });

  test('writes nothing without --out', async () => {
    const before = await readdir(place);
    const { exitCode, printed } = await runCommand(perceive('--picture', 'mid-grey'));
    expect(exitCode).toBe(0);
    expect(printed).not.toContain('written to');
    expect(await readdir(place)).toEqual(before);
  });

  test('uses the parameters that are set', async () => {
    const sure = await runCommand(
      perceive(
        ...['--picture', 'mid-grey', '--json'],
        ...['--set', 'priorVariance=0.000001', '--set', 'inferenceRate=0.000001'],
      ),
    );
    // Nothing can move the agent from its expectation, size 3: it predicts light 9 and sees 2.
    const { rms } = JSON.parse(sure.printed) as { rms: { error: number } };
    expect(rms.error).toBeCloseTo(7, 2);
  });

  describe('refuses in one line, with nothing half-written,', () => {
    afterEach(async () => {
      expect((await readdir(place)).filter((name) => name.includes('out'))).toEqual([]);
    });
    const refused = (argv: string[], complaint: RegExp | string) =>
      expectRefusal([...argv, '--out', out], 1, complaint);

    test('an unknown agent', async () => {
      await refused(
        ['perceive', '--agent', 'rao-balard', '--picture', 'gabor'],
        'agent "rao-balard": no such agent; did you mean "rao-ballard"?',
      );
    });

    test('an unknown parameter and one out of range', async () => {
      await refused(
        perceive('--picture', 'mid-grey', '--set', 'priorMea=1'),
        'single-cause.priorMea: no such parameter; did you mean "priorMean"?',
      );
      await refused(
        perceive('--picture', 'mid-grey', '--set', 'inferenceRate=-1'),
        /single-cause.inferenceRate: expected number in \[.*\] 1\/steps; got -1/,
      );
    });

    test('an image that is not there, is a folder, is no image, is truncated or is huge', async () => {
      const png = encodeGreyPng(midGrey);
      const huge = Uint8Array.from(png);
      huge.set([0, 1, 0, 0, 0, 1, 0, 0], 16);
      const cases: [string, RegExp][] = [
        [join(place, 'none.png'), /none.png: no such file or folder/],
        [place, /expected a file/],
        [await file('a.txt', 'hello, world'), /a.txt: expected a PNG or JPEG image; got text/],
        [await file('b.png', png.subarray(0, 50)), /b.png: .*truncated or damaged/],
        [await file('c.png', huge), /c.png: expected at most 25 million pixels; got 65536 x 65536/],
        [
          await file('d.png', new Uint8Array(33 * 2 ** 20)),
          /d.png: .* at most 32 MiB; got 33.0 MiB/,
        ],
      ];
      for (const [image, complaint] of cases) await refused(perceive('--image', image), complaint);
    });

    test('weights that are damaged or of the wrong shape', async () => {
      const data = Float64Array.of(1, 2);
      const wrong = encodeSafetensors(new Map([['0.lowerFromUpper', { shape: [1, 2], data }]]));
      const shape = await file('wrong-shape.safetensors', wrong);
      await refused(perceive('--picture', 'mid-grey', '--weights', shape), /0\.lowerFromUpper/);
      const cut = await file('cut.safetensors', wrong.subarray(0, 60));
      await refused(
        perceive('--picture', 'mid-grey', '--weights', cut),
        /cut.safetensors: .*truncated/,
      );
    });

    test('a crop that does not fit', async () => {
      await refused(
        perceive('--picture', 'mid-grey', '--crop', '0,0'),
        'crop: single-cause looks at whole pictures and takes no crop',
      );
    });

    test('inference that diverges', async () => {
      await refused(
        perceive('--picture', 'mid-grey', '--set', 'inferenceRate=10'),
        /single-cause, field at 0,0: .*diverged/,
      );
    });

    test('being interrupted', async () => {
      const outcome = await runCommand(perceive('--picture', 'mid-grey', '--out', out), {
        interrupted: true,
      });
      expect(outcome).toEqual({
        exitCode: 1,
        printed: '',
        complained: 'helmholtz: interrupted; nothing written\n',
      });
    });
  });

  test('refuses a folder that cannot be written and leaves what was there', async () => {
    const thesis = await file('thesis.tex', 'years of work');
    await expectRefusal(
      perceive('--picture', 'mid-grey', '--out', thesis),
      1,
      /thesis.tex: cannot be written/,
    );
    await expectRefusal(
      perceive('--picture', 'mid-grey', '--out', join(thesis, 'out')),
      1,
      /cannot be written: expected a folder; a part of the path is a file/,
    );
    await expectRefusal(
      perceive('--picture', 'mid-grey', '--out', place),
      1,
      /expected a new folder or one with older results; it holds/,
    );
    expect(await readFile(thesis, 'utf8')).toBe('years of work');
  });
});
