import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

/**
 * Opens a headless Chromium that can draw WebGL without a GPU, in a fresh profile.
 *
 * Software rendering (SwiftShader) makes the pixels the same on every machine. Whoever opens the
 * browser closes it: `const browser = await openBrowser()` in `beforeAll`, `browser.close()` in
 * `afterAll`.
 *
 * @throws {Error} if no Chromium is installed and none can be unpacked for this machine.
 */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, environment } = await findChromium();
  return chromium.launch({
    executablePath,
    env: { ...definedVariables(process.env), ...environment },
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu-sandbox',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--disable-sync',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
      '--no-default-browser-check',
      '--no-first-run',
      '--no-pings',
    ],
  });
}

function definedVariables(variables: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(variables).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
