import { z } from 'zod';
import { DEFAULT_ENGINE, ENGINE_NAMES } from '../agents/index.ts';

/** What the environment says. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly engine: (typeof ENGINE_NAMES)[number] | 'auto';
  readonly token: string | null;
  /** Folder with stimuli of one's own; `null` for none. */
  readonly stimulusFolder: string | null;
  /** Folder in which runs are kept. */
  readonly runFolder: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

const environment = z.object({
  PORT: z.coerce.number('a number').int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  ENGINE: z.enum(['auto', ...ENGINE_NAMES]).default(DEFAULT_ENGINE),
  HELMHOLTZ_TOKEN: z.string().min(16, 'at least 16 characters').nullable().default(null),
  STIMULI: z.string().nullable().default(null),
  RUNS: z.string().default('out/runs'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('warn'),
});

const EXPECTED: Readonly<Record<string, string>> = {
  PORT: 'a whole number in 0..65535',
  HOST: 'an address to listen on',
  ENGINE: ['auto', ...ENGINE_NAMES].join(', '),
  HELMHOLTZ_TOKEN: 'at least 16 characters',
  LOG_LEVEL: LOG_LEVELS.join(', '),
};

/** The environment says something that cannot be done. The message is one line. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the configuration from environment variables; an empty one counts as absent.
 *
 * @throws {ConfigError} naming the variable, what it should be and what it is.
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    // The token is not to be seen in logs.
    const got = name === 'HELMHOLTZ_TOKEN' ? 'fewer' : String(given[name]);
    throw new ConfigError(`${name}: expected ${EXPECTED[name] ?? 'something else'}; got ${got}`);
  }
  const { PORT, HOST, ENGINE, HELMHOLTZ_TOKEN, STIMULI, RUNS, LOG_LEVEL } = parsed.data;
  if (!LOOPBACK.includes(HOST) && HELMHOLTZ_TOKEN === null) {
    throw new ConfigError(
      `HOST: expected ${LOOPBACK.join(', ')} without a token; got ${HOST}; set HELMHOLTZ_TOKEN to let others in`,
    );
  }
  return {
    port: PORT,
    host: HOST,
    engine: ENGINE,
    token: HELMHOLTZ_TOKEN,
    stimulusFolder: STIMULI,
    runFolder: RUNS,
    logLevel: LOG_LEVEL,
  };
}
