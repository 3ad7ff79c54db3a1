import { expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import { pngFromSvg } from '../../../experiments/index.ts';

const svg = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">${content}</svg>`;

async function pixels(content: string): Promise<PNG> {
  return PNG.sync.read(Buffer.from(await pngFromSvg(svg(content))));
}

test('draws two pixels per unit, on white', async () => {
  const { width, height, data } = await pixels('<rect width="20" height="20" fill="#f00"/>');
  expect({ width, height }).toEqual({ width: 80, height: 40 });
  expect([...data.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
  expect([...data.subarray(4 * 79, 4 * 80)]).toEqual([255, 255, 255, 255]);
});

test('draws text with a font of its own, whatever the machine has', async () => {
  const dark = ({ data }: PNG): number =>
    data.filter((value, at) => at % 4 === 0 && value < 128).length;
  const sans = await pixels('<text x="2" y="14" font-family="system-ui,sans-serif">MW</text>');
  expect(dark(sans)).toBeGreaterThan(50);
  const other = await pixels('<text x="2" y="14" font-family="no such font">MW</text>');
  expect(dark(other)).toBe(dark(sans));
});

test('the same picture has the same bytes', async () => {
  const text = svg('<circle cx="10" cy="10" r="7" fill="#246"/><text x="20" y="12">ab</text>');
  expect(await pngFromSvg(text)).toEqual(await pngFromSvg(text));
});

test('refuses what is no picture', async () => {
  await expect(pngFromSvg('nothing')).rejects.toThrow();
});
