import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import {
  checkNetwork,
  HelmholtzError,
  type HgfNetwork,
  UPDATE_SCHEMES,
} from '../../agents/index.ts';
import { readBytes } from '../read-bytes.ts';

const couplings = z.record(z.string(), z.number()).default({});
const stateSchema = z.strictObject({
  mean: z.number().default(0),
  precision: z.number().default(1),
  tonicVolatility: z.number().default(-4),
  drift: z.number().default(0),
  valueParents: couplings,
  volatilityParents: couplings,
});
const inputSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('binary-input'), parent: z.string() }),
  z.strictObject({
    kind: z.literal('continuous-input'),
    precision: z.number(),
    parents: z.record(z.string(), z.number()),
  }),
  z.strictObject({ kind: z.literal('categorical-input'), parents: z.array(z.string()) }),
]);
const networkSchema = z.strictObject({
  scheme: z.enum(UPDATE_SCHEMES).default('ehgf'),
  inputs: z.record(z.string(), inputSchema),
  states: z.record(z.string(), stateSchema),
});

/**
 * Reads a network of an HGF from a file in YAML or JSON: `scheme`, then `inputs` and `states` by name.
 *
 * @throws {HelmholtzError} `not-readable`, or one that names the place in the file, the expectation and the value.
 */
export async function readNetwork(path: string): Promise<HgfNetwork> {
  const text = (await readBytes(path)).toString('utf8');
  let raw: unknown;
  try {
    raw = parseYaml(text);
  } catch (cause) {
    const line = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
    throw new HelmholtzError(
      'bad-shape',
      `${path}: expected YAML or JSON: ${line.replace(/:$/, '')}`,
      {
        cause,
      },
    );
  }
  const parsed = networkSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.map(String).join('.') ?? '';
    const words = (issue?.message ?? '').replace(/^Invalid input: /, '');
    throw new HelmholtzError(
      'bad-shape',
      `${path}${place === '' ? '' : `, ${place}`}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`,
    );
  }
  const { scheme, inputs, states } = parsed.data;
  return checkNetwork({
    scheme,
    inputs: Object.entries(inputs).map(([name, input]) => ({ name, ...input })),
    states: Object.entries(states).map(([name, state]) => ({
      kind: 'state' as const,
      name,
      ...state,
    })),
  });
}
