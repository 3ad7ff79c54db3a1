import { z } from 'zod';
import type { Immutable } from './immutable.ts';

/** Parser and JSON Schema of {@link PictureDescription}. */
export const pictureDescription = z.object({
  name: z.string(),
  summary: z.string(),
  url: z
    .string()
    .describe(
      "Where the server serves it as PNG, relative to the page's origin; `?size=` in pixels.",
    ),
});

/** A built-in picture that an agent can be shown. */
export type PictureDescription = Immutable<z.infer<typeof pictureDescription>>;

/** Parser and JSON Schema of {@link HealthDescription}. */
export const healthDescription = z.object({
  status: z.literal('ok'),
  version: z.string(),
  protocolVersion: z.number(),
  engine: z.object({ name: z.string(), reason: z.string() }),
  uptimeSeconds: z.number().describe('Seconds since the server started.'),
  sessions: z.number().describe('Sessions that run.'),
});

/** What `GET /api/health` answers. */
export type HealthDescription = Immutable<z.infer<typeof healthDescription>>;

/** Parser and JSON Schema of {@link VersionDescription}. */
export const versionDescription = z.object({
  name: z.literal('helmholtz'),
  version: z.string(),
  protocolVersion: z.number(),
});

/** What `GET /api/version` answers. */
export type VersionDescription = Immutable<z.infer<typeof versionDescription>>;
