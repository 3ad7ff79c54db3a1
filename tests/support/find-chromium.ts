import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A Chromium on this machine, and the variables that it needs to start. */
export interface ChromiumProgram {
  readonly executablePath: string;
  readonly environment: Readonly<Record<string, string>>;
}

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The Chromium named by the CHROMIUM variable, else an installed one, else the one inside the npm
 * package `@sparticuz/chromium` (Linux on x64), unpacked once into `node_modules/.cache`.
 *
 * @throws {Error} if there is none.
 */
export async function findChromium(): Promise<ChromiumProgram> {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM: expected an existing program; got ${named}`);
    return { executablePath: named, environment: {} };
  }
  const found = installed.find((path) => existsSync(path));
  if (found !== undefined) return { executablePath: found, environment: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `browser tests: expected an installed Chromium; found none. Install Chrome, or name one in CHROMIUM`,
    );
  }
  return fromPackage(await unpackedPackage());
}

function fromPackage(folder: string): ChromiumProgram {
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''];
  return {
    executablePath: join(folder, 'chromium'),
    environment: {
      // NSS and NSPR, which a bare machine lacks.
      LD_LIBRARY_PATH: libraries.filter((path) => path !== '').join(':'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  };
}

/** Unpacks the package's Chromium and libraries, once; several processes may ask at a time. */
async function unpackedPackage(): Promise<string> {
  const modules = join(import.meta.dirname, '..', '..', 'node_modules');
  const manifest = join(modules, '@sparticuz', 'chromium', 'package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const cache = join(modules, '.cache');
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const partial = await mkdtemp(`${folder}-partial-`);
  try {
    await unpackInto(partial);
    await rename(partial, folder);
  } catch (error) {
    // Another process was first, and its folder is as good.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return folder;
}

/**
 * The package unpacks into the temporary folder, and its NSS libraries only where it believes that
 * it runs on AWS Lambda: a process of its own is told both.
 */
async function unpackInto(folder: string): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    ['-e', "import('@sparticuz/chromium').then((chromium) => chromium.default.executablePath())"],
    {
      cwd: import.meta.dirname,
      env: {
        ...process.env,
        TMPDIR: folder,
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x',
        AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x',
      },
    },
  );
  // The package's own configuration looks for its fonts in fixed places outside this folder.
  await writeFile(
    join(folder, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`,
  );
}
