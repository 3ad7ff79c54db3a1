import { expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import { openBrowser } from './open-browser.ts';

test('the browser draws with WebGL on a machine without a GPU', async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 40, height: 30 } });
    await page.setContent(
      '<body style="margin: 0"><canvas width="40" height="30" style="display: block"></canvas>',
    );
    await page.evaluate(() => {
      const context = document.querySelector('canvas')?.getContext('webgl2', {
        preserveDrawingBuffer: true,
      });
      if (!context) throw new Error('expected a WebGL 2 context; got none');
      context.clearColor(0, 1, 0, 1);
      context.clear(context.COLOR_BUFFER_BIT);
    });

    const { data, width } = PNG.sync.read(await page.screenshot());

    expect(width).toBe(40);
    expect([...data.subarray(0, 4)]).toEqual([0, 255, 0, 255]);
  } finally {
    await browser.close();
  }
});
