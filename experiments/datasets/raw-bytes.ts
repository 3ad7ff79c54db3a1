import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { HelmholtzError } from '../../agents/index.ts';
import { checkExampleIndex, type Dataset, type Split } from './dataset.ts';
import { readBytes } from '../read-bytes.ts';

/** Name of the file that tells this layout from others. */
export const RAW_BYTES_MARK = 'images.u8.bin';

const CLASSES = 10;

/**
 * Opens a folder with `images.u8.bin` (n x rows x columns unsigned bytes), `labels.u8.bin` (n bytes) and `meta.json` (n,
 * rows, cols, sha256_images), classes taking turns. Examples whose floor(i/10) leaves the remainder 4 when divided by 5
 * are for testing.
 *
 * @throws {HelmholtzError} `not-readable` naming the file and what was expected.
 */
export async function openRawBytesDataset(folder: string, split: Split): Promise<Dataset> {
  const { n, rows, cols, sha256 } = await readMeta(join(folder, 'meta.json'));
  const images = await readSized(join(folder, RAW_BYTES_MARK), n * rows * cols);
  const labels = await readSized(join(folder, 'labels.u8.bin'), n);
  const found = createHash('sha256').update(images).digest('hex');
  if (sha256 !== null && found !== sha256) {
    refuse(
      join(folder, RAW_BYTES_MARK),
      `expected SHA-256 ${sha256} as in meta.json; got ${found}`,
    );
  }
  const wrong = labels.find((label) => label >= CLASSES);
  if (wrong !== undefined) {
    refuse(join(folder, 'labels.u8.bin'), `expected labels below ${CLASSES}; got ${wrong}`);
  }
  const chosen = Array.from({ length: n }, (_, index) => index).filter(
    (index) => split === 'all' || isForTesting(index) === (split === 'test'),
  );
  const dataset: Dataset = {
    name: folder,
    summary: `${chosen.length} images of ${cols} x ${rows} px in ${CLASSES} classes.`,
    count: chosen.length,
    classNames: Array.from({ length: CLASSES }, (_, label) => String(label)),
    example: (index) => {
      checkExampleIndex(index, dataset);
      const at = chosen[index]!;
      const pixels = images.subarray(at * rows * cols, (at + 1) * rows * cols);
      return {
        picture: { rows, columns: cols, pixels: Float32Array.from(pixels, (byte) => byte / 255) },
        label: labels[at]!,
      };
    },
  };
  return dataset;
}

function isForTesting(index: number): boolean {
  return Math.floor(index / 10) % 5 === 4;
}

interface RawBytesMeta {
  readonly n: number;
  readonly rows: number;
  readonly cols: number;
  readonly sha256: string | null;
}

async function readMeta(path: string): Promise<RawBytesMeta> {
  let meta: unknown = null;
  try {
    meta = JSON.parse((await readBytes(path)).toString('utf8'));
  } catch (error) {
    if (error instanceof HelmholtzError) throw error;
    // Not JSON: reported below, like any other JSON without sizes.
  }
  const size = (name: string): number => {
    const value = (meta as Readonly<Record<string, unknown>> | null)?.[name];
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
    return refuse(path, `expected JSON with a whole number "${name}" > 0`);
  };
  const [n, rows, cols] = [size('n'), size('rows'), size('cols')];
  const hash = (meta as Readonly<Record<string, unknown>>)['sha256_images'];
  return { n, rows, cols, sha256: typeof hash === 'string' ? hash : null };
}

async function readSized(path: string, length: number): Promise<Uint8Array> {
  const bytes = await readBytes(path);
  if (bytes.length !== length) refuse(path, `expected ${length} bytes; got ${bytes.length}`);
  return bytes;
}

function refuse(place: string, fault: string): never {
  throw new HelmholtzError('not-readable', `${place}: ${fault}`);
}
