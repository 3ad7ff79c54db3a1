import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  type Agent,
  createAgent,
  decodeSafetensors,
  defineAgent,
  findAgent,
  type GivenValues,
  type Picture,
} from '../../../agents/index.ts';
import {
  decodeImage,
  perceivePicture,
  PERCEPTION_FILES,
  perceptionFiles,
  summarisePerception,
} from '../../../experiments/index.ts';

/**
 * A field of 2 x 3 pixels, each explained by a cause of its own with prior N(0, 1) and sensory precision 4: a linear
 * model whose posterior is known, mean 4/5 of the observation and variance 1/5.
 */
const linear = defineAgent({
  name: 'linear',
  summary: 'One cause per pixel.',
  sources: [],
  parameters: {
    steps: {
      kind: 'number',
      default: 500,
      min: 0,
      max: 1e6,
      unit: 'steps',
      meaning: 'Most steps.',
    },
    rate: { kind: 'number', default: 0.1, min: 0, max: 10, unit: '1/steps', meaning: 'Step size.' },
  },
  hierarchy: () => {
    const arrangement = { gridRows: 1, gridColumns: 1, rows: 2, columns: 3 };
    return {
      levels: [
        { name: 'pixels', meaning: 'Contrast', unit: 'contrast', arrangement },
        {
          name: 'causes',
          meaning: 'Causes',
          unit: 'contrast',
          arrangement,
          prior: { kind: 'gaussian', mean: 0, precision: 1 },
        },
      ],
      connections: [
        {
          activation: 'linear',
          outputActivation: 'linear',
          biased: false,
          precision: 4,
          precisionLearned: false,
          transform: { kind: 'dense' },
        },
      ],
    };
  },
  retina: ({ rows, columns, pixels }) => ({
    rows,
    columns,
    pixels: pixels.map((luminance) => luminance - 0.5),
  }),
  fit: 'crop',
  settling: ({ rate, steps }) => ({ inferenceRate: rate, steps, tolerance: 1e-9 }),
  weights: () => {
    const identity = Float64Array.from({ length: 36 }, (_, index) => (index % 7 === 0 ? 1 : 0));
    return new Map([['0.lowerFromUpper', { shape: [6, 6], data: identity }]]);
  },
  firstPicture: 'mid-grey',
});

const agents: Agent[] = [];
afterEach(() => {
  for (const agent of agents.splice(0)) agent.dispose();
});
const make = async (parameters: GivenValues = {}): Promise<Agent> => {
  const agent = await createAgent(linear, { parameters, engine: 'reference' });
  agents.push(agent);
  return agent;
};

const wave = (rows: number, columns: number): Picture => ({
  rows,
  columns,
  pixels: Float32Array.from({ length: rows * columns }, (_, index) => 0.5 + 0.4 * Math.sin(index)),
});

const provenance = {
  image: 'wave',
  imageSha256: 'abc',
  versions: { helmholtz: '1.2.3' },
  weightsSha256: null,
};

describe('perceivePicture', () => {
  test.each([
    [2, 3],
    [5, 7],
    [4, 9],
  ])(
    'finds the exact posterior of a linear model at every pixel of %d x %d',
    async (rows, columns) => {
      const picture = wave(rows, columns);
      const perception = await perceivePicture({ agent: await make(), picture });
      for (const part of ['input', 'prediction', 'error', 'posteriorSd'] as const) {
        expect([perception[part].rows, perception[part].columns]).toEqual([rows, columns]);
      }
      picture.pixels.forEach((luminance, pixel) => {
        const observation = luminance - 0.5;
        expect(perception.input.pixels[pixel]).toBeCloseTo(observation, 6);
        expect(perception.prediction.pixels[pixel]).toBeCloseTo(0.8 * observation, 6);
        expect(perception.error.pixels[pixel]).toBeCloseTo(0.2 * observation, 6);
        expect(perception.posteriorSd.pixels[pixel]).toBeCloseTo(Math.sqrt(1 / 5), 6);
      });
    },
  );

  test('looks at one field only when it is cropped', async () => {
    const picture = wave(6, 8);
    const crop = { x: 4, y: 3 };
    const { input, fields } = await perceivePicture({ agent: await make(), picture, crop });
    expect([input.rows, input.columns]).toEqual([2, 3]);
    expect(input.pixels[0]).toBeCloseTo(picture.pixels[3 * 8 + 4]! - 0.5, 6);
    expect(fields.map(({ corner }) => corner)).toEqual([crop]);
  });

  test('sums free energy over fields, step by step, and it never rises', async () => {
    const agent = await make();
    const picture = wave(4, 6);
    const { trace, fields } = await perceivePicture({ agent, picture });
    expect(fields).toHaveLength(4);
    const last = fields.reduce((sum, { belief }) => sum + belief.freeEnergy.total, 0);
    expect(trace.at(-1)!.total).toBeCloseTo(last, 9);
    trace.forEach((energy, step) => {
      const sum = energy.levels.reduce((total, part) => total + part, 0);
      expect(sum).toBeCloseTo(energy.total, 9);
      expect(energy.complexity - energy.accuracy).toBeCloseTo(energy.total, 9);
      if (step > 0) expect(energy.total).toBeLessThanOrEqual(trace[step - 1]!.total + 1e-12);
    });
  });

  test('tells after each field how far it is', async () => {
    const calls: string[] = [];
    await perceivePicture({
      agent: await make(),
      picture: wave(4, 3),
      onField: (done, of) => void calls.push(`${done}/${of}`),
    });
    expect(calls).toEqual(['1/2', '2/2']);
  });

  test('shows an agent that scales the whole picture, and refuses to crop for it', async () => {
    const agent = await createAgent(await findAgent('single-cause'), { engine: 'reference' });
    agents.push(agent);
    const picture = { rows: 4, columns: 4, pixels: new Float32Array(16).fill(0.5) };
    const { prediction } = await perceivePicture({ agent, picture });
    // Mid-grey is the observation u = 2 of Bogacz (2017), whose most likely size is 1.5674684.
    expect(prediction.pixels).toHaveLength(1);
    expect(Math.sqrt(prediction.pixels[0]!)).toBeCloseTo(1.5674684, 4);
    await expect(perceivePicture({ agent, picture, crop: { x: 0, y: 0 } })).rejects.toThrow(
      'crop: single-cause looks at whole pictures',
    );
  });

  test('refuses a crop that does not lie in the picture', async () => {
    const agent = await make();
    await expect(
      perceivePicture({ agent, picture: wave(6, 8), crop: { x: 6, y: 0 } }),
    ).rejects.toMatchObject({ code: 'parameter-out-of-range' });
    await expect(
      perceivePicture({ agent, picture: wave(1, 8), crop: { x: 0, y: 0 } }),
    ).rejects.toThrow('expected a picture of at least 3 x 2 px; got 8 x 1');
  });

  test('refuses to show what did not settle but diverged', async () => {
    const agent = await make({ rate: 1 });
    await expect(perceivePicture({ agent, picture: wave(2, 3) })).rejects.toMatchObject({
      code: 'diverged',
      message: expect.stringContaining('linear, field at 0,0'),
    });
  });
});

describe('the files of a perception', () => {
  test('hold the pictures, the beliefs of all fields, and a summary with the hash of each', async () => {
    const agent = await make();
    const perception = await perceivePicture({ agent, picture: wave(4, 6) });
    const summary = summarisePerception(agent, perception, provenance);
    const files = perceptionFiles(agent, perception, summary);
    expect(new Set(files.keys())).toEqual(PERCEPTION_FILES);
    const { outputs, scales } = JSON.parse(Buffer.from(files.get('summary.json')!).toString()) as {
      outputs: Record<string, string>;
      scales: { grey: [number, number] };
    };
    for (const [name, bytes] of files) {
      if (name === 'summary.json') continue;
      expect(outputs[name]).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
    const drawn = decodeImage(files.get('input.png')!);
    const [black, white] = scales.grey;
    expect(black).toBe(-white);
    perception.input.pixels.forEach((value, pixel) => {
      const shown = black + drawn.pixels[pixel]! * (white - black);
      expect(Math.abs(shown - value)).toBeLessThanOrEqual((white - black) / 255);
    });
    const { tensors } = decodeSafetensors(files.get('beliefs.safetensors')!);
    expect(tensors.get('0.pixels.values')?.shape).toEqual([4, 6]);
    expect([...tensors.get('fields.corner')!.data]).toEqual([0, 0, 3, 0, 0, 2, 3, 2]);
    const values = tensors.get('1.causes.values')!.data;
    expect([...values.subarray(6, 12)]).toEqual([
      ...perception.fields[1]!.belief.levels[1]!.values,
    ]);
    for (const variance of tensors.get('1.causes.posteriorVariance')!.data) {
      expect(variance).toBeCloseTo(1 / 5, 9);
    }
  });

  test('are the same to the bit when made again', async () => {
    const make1 = async () => {
      const agent = await make();
      const perception = await perceivePicture({ agent, picture: wave(5, 5) });
      return perceptionFiles(agent, perception, summarisePerception(agent, perception, provenance));
    };
    expect(await make1()).toEqual(await make1());
  });

  test('sum up how settling ended', async () => {
    const agent = await make();
    const settled = summarisePerception(
      agent,
      await perceivePicture({ agent, picture: wave(4, 6) }),
      provenance,
    );
    expect(settled.outcomes).toEqual({ settled: 4 });
    expect(settled.certificate.status).toBe('settled');
    // The Hessian is 4 + 1 in every direction.
    expect(settled.certificate.largestStableRate).toBeCloseTo(2 / 5, 4);
    expect(settled.freeEnergy.levels.map(({ name }) => name)).toEqual(['pixels', 'causes']);
    expect(settled.posteriorVariance).toEqual({ method: 'exact', relativeError: 0 });
    // Of many fields only some are measured; the model is the same in all of them.
    const many = summarisePerception(
      agent,
      await perceivePicture({ agent, picture: wave(8, 9) }),
      provenance,
    );
    expect(many.outcomes).toEqual({ settled: 12 });
    expect(many.certificate.largestStableRate).toBeCloseTo(2 / 5, 4);
    const hurried = await make({ steps: 3 });
    const unsettled = summarisePerception(
      hurried,
      await perceivePicture({ agent: hurried, picture: wave(4, 6) }),
      provenance,
    );
    expect(unsettled.certificate.status).toBe('step-limit');
    expect(unsettled.freeEnergy.total).toHaveLength(4);
  });
});
