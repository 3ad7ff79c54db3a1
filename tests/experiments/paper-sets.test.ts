import { expect, test } from '@jest/globals';
import { createRandom } from '../../agents/index.ts';
import { findStimulus, listPresets, listStimuli, renderStimulus } from '../../experiments/index.ts';

const presets = await listPresets();

/** Few native pixels, of which bars and checks are made; smaller pictures could not hold them. */
const isCoarse = ({ name }: { readonly name: string }): boolean =>
  /^(white|domijan|bindmann|murray)|RHS2007.(checkerboard|corrugated|bullseye)/.test(name);

test('there are as many presets as the publications have stimuli', () => {
  const counts: Record<string, number> = {};
  for (const { family } of presets) counts[family] = (counts[family] ?? 0) + 1;
  // The photograph of Modelfest has a stand-in.
  expect(counts).toEqual({
    RHS2007: 30,
    betz2015: 36,
    bindmann2004: 30,
    domijan2015: 15,
    modelfest: 43,
    murray2020: 12,
    schmittwilken2024: 21,
    white1981: 12,
    white1985: 12,
  });
});

test('names of presets are new, begin with their publication, and cite it', async () => {
  const names = [...presets, ...(await listStimuli())].flatMap(({ name, equivalent }) => [
    name,
    equivalent ?? name,
  ]);
  expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
  expect(names.filter((name) => name.startsWith('papers.'))).toHaveLength(presets.length);
  for (const { name, family, sources, summary } of presets) {
    expect(name.startsWith(`${family}/`)).toBe(true);
    expect(sources).toHaveLength(1);
    expect(summary).toMatch(/^[A-Z].*\.$/);
  }
});

test('every preset is drawn between black and white in a small picture, with its masks', () => {
  for (const kind of presets) {
    const { name } = kind;
    const { visualSize, pixelsPerDegree } = kind.resolution;
    const geometry = isCoarse(kind)
      ? { visualSize: visualSize!, pixelsPerDegree: pixelsPerDegree! }
      : { shape: kind.family === 'RHS2007' ? 256 : 64, pixelsPerDegree: 8 };
    const drawn = renderStimulus(kind, { geometry, random: createRandom(1) });
    expect({ name, ok: drawn.pixels.every((pixel) => pixel >= 0 && pixel <= 1) }).toEqual({
      name,
      ok: true,
    });
    // Lines of one native pixel are narrower than half a pixel here.
    const isThin = /Line31|Dipole32/.test(name);
    expect({ name, isUniform: new Set(drawn.pixels).size === 1 }).toEqual({
      name,
      isUniform: isThin,
    });
    for (const mask of Object.values(drawn.masks)) {
      expect(mask).toHaveLength(drawn.pixels.length);
    }
  }
});

test.each([
  ['modelfest/GaborPatch3', 256, 256],
  ['modelfest/Plaids38', 256, 256],
  ['schmittwilken2024/edge3_NB9', 176, 176],
  ['RHS2007/WE_thick', 1024, 1024],
  ['bindmann2004/bullseye_thin_gw45_gb31', 160, 247],
  ['domijan2015/grating', 100, 220],
  ['murray2020/argyle_long', 16, 24],
])('%s has %d x %d pixels at its own size', async (name, rows, columns) => {
  const drawn = renderStimulus(await findStimulus(name), { random: createRandom(1) });
  expect([drawn.rows, drawn.columns]).toEqual([rows, columns]);
});

test('a Gabor patch of Modelfest is a cosine within a Gaussian window', async () => {
  const { pixels } = renderStimulus(await findStimulus('modelfest/GaborPatch2'), {
    random: createRandom(1),
  });
  for (const [row, column] of [
    [128, 128],
    [100, 128],
    [150, 90],
  ] as const) {
    const [y, x] = [(row - 128) / 120, (column - 128) / 120];
    const window = Math.exp(-(x * x + y * y) / (2 * 0.5 ** 2));
    // 2 cycles/degree along the vertical.
    const expected = 0.5 + 0.5 * Math.cos(4 * Math.PI * y) * window;
    expect(pixels[row * 256 + column]).toBeCloseTo(expected, 3);
  }
});

test('noise has the RMS contrast of the publication, and differs from seed to seed', async () => {
  const kind = await findStimulus('schmittwilken2024/edge05_white');
  const render = (seed: number) => renderStimulus(kind, { random: createRandom(seed) }).pixels;
  const pixels = render(1);
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  const variance = pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels.length;
  // .2 of the noise, .015 of the edge.
  expect(Math.sqrt(variance) / mean).toBeCloseTo(Math.hypot(0.2, 0.015), 2);
  expect(render(2)).not.toEqual(pixels);
});

test('parameters of what is within a preset can be set', async () => {
  const kind = await findStimulus('modelfest/Disk40');
  const render = (parameters: Record<string, { intensityDisc: number }>) =>
    Math.max(...renderStimulus(kind, { parameters, random: createRandom(1) }).pixels);
  expect(render({})).toBe(1);
  expect(render({ part1: { intensityDisc: 0.75 } })).toBe(0.75);
});

test('an unknown preset is refused with the nearest name', async () => {
  await expect(findStimulus('modelfest/GaborPatch99')).rejects.toThrow('did you mean "modelfest/');
});

test('targets of simultaneous contrast are as large as the publication says, and equal', async () => {
  const drawn = renderStimulus(await findStimulus('RHS2007/sbc_large'), {
    random: createRandom(1),
  });
  const target = drawn.masks['targetMask']!;
  for (const number of [1, 2]) {
    const inside = drawn.pixels.filter((_, pixel) => target[pixel] === number);
    // 3 degrees at 32 pixels per degree.
    expect(inside).toHaveLength(96 * 96);
    expect(new Set(inside)).toEqual(new Set([0.5]));
  }
});
