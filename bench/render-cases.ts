import { readFileSync, writeFileSync } from 'node:fs';
import { createRandom, type GivenValues } from '../agents/index.ts';
import { findStimulus, renderStimulus, type ResolutionRequest } from '../experiments/index.ts';

/**
 * Draws stimuli for a comparison: `node bench/run.js render-cases CASES OUT`. CASES is a JSON list of name, parameters and
 * geometry; OUT.json then says where in OUT.bin pixels (32-bit floats) and masks (16 bits) lie.
 */
interface Case {
  readonly name: string;
  readonly parameters: GivenValues;
  /** The stimulus's own if not given. */
  readonly geometry?: ResolutionRequest;
  readonly seed?: number;
}

const [, , , cases = '', out = ''] = process.argv;
const chunks: Buffer[] = [];
let offset = 0;
const put = (array: Float32Array | Uint16Array): number => {
  const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  chunks.push(bytes);
  offset += bytes.length;
  return offset - bytes.length;
};
const index: unknown[] = [];
for (const { name, parameters, geometry, seed = 1 } of JSON.parse(
  readFileSync(cases, 'utf8'),
) as Case[]) {
  try {
    const kind = await findStimulus(name);
    const drawn = renderStimulus(kind, {
      parameters,
      ...(geometry === undefined ? {} : { geometry }),
      random: createRandom(seed),
    });
    const masks = Object.entries(drawn.masks).map(([mask, numbers]) => [mask, put(numbers)]);
    const { rows, columns, pixels } = drawn;
    index.push({ rows, columns, pixels: put(pixels), masks: Object.fromEntries(masks) as unknown });
  } catch (error) {
    index.push({ error: error instanceof Error ? error.message : String(error) });
  }
}
writeFileSync(`${out}.bin`, Buffer.concat(chunks));
writeFileSync(`${out}.json`, JSON.stringify(index));
