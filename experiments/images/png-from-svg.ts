import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type * as ResvgModule from '@resvg/resvg-wasm';

/** Pixels per unit of an SVG: figures in print want more than screens. */
const SCALE = 2;

/** What draws, and the letters that it draws with. */
interface Drawing {
  readonly Resvg: typeof ResvgModule.Resvg;
  readonly font: Uint8Array;
}

/** What has to be loaded before anything is drawn. The library keeps its WebAssembly for the whole process. */
const loaded: { drawing: Promise<Drawing> | null } = { drawing: null };

/**
 * A picture of an SVG as PNG, two pixels per unit, on white, with a font of its own: the same bytes on every machine.
 *
 * @throws {Error} if the text is no SVG.
 */
export async function pngFromSvg(svg: string): Promise<Uint8Array> {
  loaded.drawing ??= load();
  const { Resvg, font } = await loaded.drawing;
  const resvg = new Resvg(svg, {
    background: '#fff',
    fitTo: { mode: 'zoom', value: SCALE },
    font: { fontBuffers: [font], defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
  });
  try {
    const image = resvg.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    resvg.free();
  }
}

async function load(): Promise<Drawing> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  const { resolve } = createRequire(import.meta.url);
  await initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return { Resvg, font: await readFile(resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')) };
}
