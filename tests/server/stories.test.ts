import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  createRandom,
  findStory,
  isAble,
  listStories,
  resolveParameters,
} from '../../agents/index.ts';
import {
  type ExplanationDescription,
  explanationDescription,
  fillingDescription,
  storyDescription,
  type TalesDescription,
  talesDescription,
} from '../../protocol/index.ts';
import type { StoryAnswer, StoryQuestion } from '../../server/answer-story.ts';
import { RequestThread } from '../../server/request-thread.ts';
import { nodeScheduler } from '../../server/scheduler.ts';
import { StoryTeller } from '../../server/story-teller.ts';
import { closeTestServers, openTestServer } from '../support/open-test-server.ts';

afterEach(closeTestServers);

type Query = Readonly<Record<string, string>>;

async function ask(url: string, path: string, query: Query = {}): Promise<Response> {
  return await fetch(`${url}/api/stories${path}?${new URLSearchParams(query).toString()}`);
}

async function talesOf(url: string, name: string, query: Query): Promise<TalesDescription> {
  return talesDescription.parse(await (await ask(url, `/${name}/tales`, query)).json());
}

async function explain(url: string, name: string, query: Query): Promise<ExplanationDescription> {
  return explanationDescription.parse(await (await ask(url, `/${name}/explanation`, query)).json());
}

function probabilityOf(
  { posterior }: ExplanationDescription,
  name: string,
  value: string,
): number | undefined {
  if (posterior === null || 'unable' in posterior) throw new Error('expected a posterior');
  const marginal = posterior.marginals.find((one) => one.name === name);
  if (marginal?.kind !== 'categories') throw new Error('expected categories');
  return marginal.states.find((state) => state.value === value)?.probability;
}

describe('stories over HTTP', () => {
  test('are listed with their parameters and sources', async () => {
    const { url } = await openTestServer();
    const list = storyDescription.array().parse(await (await ask(url, '')).json());
    const kinds = await listStories();
    expect(list.map(({ name }) => name)).toEqual(kinds.map(({ name }) => name));
    for (const [index, kind] of kinds.entries()) {
      expect(list[index]!.parameters.map(({ name }) => name)).toEqual(Object.keys(kind.parameters));
      expect(list[index]!.sources.length).toBeGreaterThan(0);
    }
  });

  test('are told forward as the science tells them from the same seed', async () => {
    const { url } = await openTestServer();
    const set = { genes: 'vdj' };
    const kind = await findStory('recombination');
    const story = kind.story(resolveParameters(kind.name, kind.parameters, set));
    if (!isAble(story.synthesise)) throw new Error(story.synthesise.unable);
    const random = createRandom(7, 'story', kind.name);
    const expected = Array.from({ length: 5 }, () => {
      if (!isAble(story.synthesise)) throw new Error(story.synthesise.unable);
      const { text, choices, outcome } = story.synthesise(random);
      return { datum: text, choices, outcome, pixels: null };
    });
    const query = { set: JSON.stringify(set), seed: '7', count: '5' };
    const { tales, parameters } = await talesOf(url, 'recombination', query);
    expect(tales).toEqual(expected);
    expect(parameters).toEqual({ genes: 'vdj', errorRate: 0 });
  });

  test('are told backward: wet grass by rain or sprinkler, as in the textbook', async () => {
    const { url } = await openTestServer();
    const told = await explain(url, 'sprinkler', { datum: 'wet' });
    expect(told.score).toEqual({ nats: expect.closeTo(Math.log(0.6471), 10), kind: 'exact' });
    expect(probabilityOf(told, 'sprinkler', 'on')).toBeCloseTo(0.2781 / 0.6471, 10);
    expect(probabilityOf(told, 'rain', 'yes')).toBeCloseTo(0.4581 / 0.6471, 10);
    expect(told.posterior).toMatchObject({ samples: 0, prediction: { datum: 'wet' } });
  });

  test('say that a datum is impossible, and take their own first one where none is given', async () => {
    const { url } = await openTestServer();
    expect(await explain(url, 'recombination', { datum: 'GGG' })).toMatchObject({
      score: { nats: null, kind: 'exact' },
      posterior: null,
    });
    const { tales } = await talesOf(url, 'clouds', { seed: '3' });
    if ('unable' in tales) throw new Error(tales.unable);
    expect((await explain(url, 'clouds', { seed: '3' })).datum).toBe(tales[0]!.datum);
  });

  test('fill in what is hidden of a picture, keep what is seen, and say what the samples are', async () => {
    const { url } = await openTestServer();
    const { tales, picture } = await talesOf(url, 'letters', { seed: '4' });
    if ('unable' in tales) throw new Error(tales.unable);
    expect(picture).toEqual({ rows: 12, columns: 12 });
    const { datum, pixels } = tales[0]!;
    // The upper half: six rows of twelve bits are nine bytes.
    const hidden = Buffer.concat([Buffer.alloc(9, 255), Buffer.alloc(9)]).toString('base64url');
    const query = { datum, hidden, count: '8', seed: '4' };
    const filled = fillingDescription.parse(
      await (await ask(url, '/letters/filling', query)).json(),
    );
    expect(filled).toMatchObject({ rows: 12, columns: 12, exactness: 'exact' });
    const seen = Buffer.from(pixels ?? '', 'base64url').subarray(72);
    expect(filled.samples).toHaveLength(8);
    for (const sample of filled.samples) {
      expect(Buffer.from(sample, 'base64url').subarray(72)).toEqual(seen);
    }
    expect(filled.standardDeviation.slice(0, 72).every((deviation) => deviation > 0)).toBe(true);
    expect(Math.max(...filled.standardDeviation.slice(72))).toBeLessThan(1e-9);
  });

  test.each([
    ['/clouds/filling', {}, 422, 'clouds: cannot fill in: its data are no pictures'],
    ['/letters/filling', { hidden: 'AAAA' }, 400, 'expected 18 bytes'],
    ['/letters/filling', { hidden: '?' }, 400, 'query.hidden: expected base64url'],
    ['/letters/filling', { count: '65' }, 400, 'query.count'],
    ['/sprinkle/tales', {}, 400, 'did you mean "sprinkler"?'],
    ['/clouds/tales', { count: '1001' }, 400, 'query.count'],
    ['/clouds/tales', { set: 'size' }, 400, 'query.set'],
    ['/clouds/tales', { set: '{"sise":1}' }, 422, 'did you mean "size"?'],
    ['/clouds/tales', { set: '{"size":0}' }, 422, 'clouds.size: expected number in [0.01, 100]'],
    ['/clouds/explanation', { datum: '1' }, 400, 'expected 2 numbers; got "1"'],
    ['/clouds/explanation', { datum: '1'.repeat(6001) }, 400, 'query.datum'],
    ['/clouds/explanation', { samples: '10001' }, 400, 'query.samples'],
  ])('refuse %s %j with status %i', async (path, query, status, title) => {
    const { url, faults } = await openTestServer();
    const response = await ask(url, path, query);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ title: expect.stringContaining(title) });
    expect(faults).toEqual([]);
  });
});

describe('the thread in which stories are told', () => {
  /** Answers with the name of the story, never, or not before it has filled its memory. */
  const SCRIPT = `
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ id, question }) => {
      while (question.story === 'endless');
      const hoard = [];
      while (question.story === 'hungry') hoard.push(new Array(1e5).fill(hoard.length));
      parentPort.postMessage({ id, answer: { story: question.story } });
    });
  `;

  async function withTeller(use: (teller: StoryTeller) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'helmholtz-teller-'));
    const script = join(folder, 'worker.mjs');
    await writeFile(script, SCRIPT);
    const thread = new RequestThread<StoryQuestion, StoryAnswer>(pathToFileURL(script), 32);
    const teller = new StoryTeller(
      thread,
      nodeScheduler(() => performance.now()),
      2,
    );
    try {
      await use(teller);
    } finally {
      await teller.close();
      await rm(folder, { recursive: true });
    }
  }

  const question = (story: string): StoryQuestion => ({
    ...{ ask: 'tales', story, parameters: {} },
    ...{ seed: 1, count: 1 },
  });
  const staying = new AbortController().signal;

  test('refuses what takes too long or too much memory, and answers what comes after it', async () => {
    await withTeller(async (teller) => {
      const endless = teller.answer(question('endless'), staying);
      const hungry = teller.answer(question('hungry'), staying);
      const after = teller.answer(question('clouds'), staying);
      await expect(endless).rejects.toMatchObject({
        code: 'too-slow',
        message: 'endless: expected an answer within 2 s; ask for less',
      });
      await expect(hungry).rejects.toMatchObject({ code: 'too-large' });
      expect(await after).toEqual({ story: 'clouds' });
    });
  });

  test('passes over what nobody waits for, and refuses more than 32 questions at once', async () => {
    await withTeller(async (teller) => {
      const leaving = new AbortController();
      const first = teller.answer(question('clouds'), staying);
      // Would hold up the next one for two seconds, and be too slow.
      const left = teller.answer(question('endless'), leaving.signal);
      leaving.abort();
      await first;
      await expect(left).rejects.toThrow('nobody waits');
      const many = Array.from({ length: 33 }, () => teller.answer(question('clouds'), staying));
      const results = await Promise.allSettled(many);
      expect(results.map(({ status }) => status)).toEqual([
        ...new Array<string>(32).fill('fulfilled'),
        'rejected',
      ]);
      await expect(many[32]).rejects.toMatchObject({ code: 'too-many-messages' });
    });
  });

  test('refuses what waits, and what is asked later, once it is closed', async () => {
    await withTeller(async (teller) => {
      const waiting = teller.answer(question('endless'), staying);
      const next = teller.answer(question('clouds'), staying);
      const refused = { code: 'stopping', message: 'the server is being stopped' };
      const both = Promise.all([
        expect(waiting).rejects.toMatchObject(refused),
        expect(next).rejects.toMatchObject(refused),
      ]);
      await setImmediate();
      await teller.close();
      await both;
      await expect(teller.answer(question('clouds'), staying)).rejects.toMatchObject(refused);
    });
  });
});
