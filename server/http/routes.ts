import { z } from 'zod';
import { DEFAULT_ENGINE, resolveParameters } from '../../agents/index.ts';
import {
  agentDescription,
  healthDescription,
  pictureDescription,
  PROTOCOL_VERSION,
  sessionSummary,
  versionDescription,
} from '../../protocol/index.ts';
import type { Dependencies } from '../dependencies.ts';
import { parse } from '../parse.ts';
import { describeAgent } from '../sessions/agent-description.ts';
import type { RunRegistry } from '../runs/run-registry.ts';
import type { SessionRegistry } from '../sessions/session-registry.ts';
import { experimentRoutes } from './experiment-routes.ts';
import { LEARNER_ROUTES } from './learner-routes.ts';
import { TRAINING_ROUTES } from './training-routes.ts';
import { PictureCache } from './picture-cache.ts';
import { pictureQuery } from './picture-query.ts';
import type { Route } from './route.ts';
import { sequenceRoutes } from './sequence-routes.ts';
import { stimulusRoutes } from './stimulus-routes.ts';
import { storyRoutes } from './story-routes.ts';

/** The HTTP API, as data: routes and their documentation come from this list. */
export function apiRoutes(
  { sessions: registry, runs }: { readonly sessions: SessionRegistry; readonly runs: RunRegistry },
  { laboratory, scheduler, settings }: Dependencies,
): readonly Route[] {
  const started = scheduler.now();
  const pictures = new PictureCache(laboratory);
  const { version } = settings;
  return [
    {
      path: '/health',
      summary: 'Whether the server is well.',
      response: healthDescription,
      answer: () => ({
        status: 'ok',
        version,
        protocolVersion: PROTOCOL_VERSION,
        engine: {
          name: settings.engine,
          reason:
            settings.engine === 'auto'
              ? 'measured for each agent; the state of a session names its engine and why'
              : settings.engine === DEFAULT_ENGINE
                ? 'the default: the same bits on every machine'
                : 'asked for when the server was started',
        },
        uptimeSeconds: Math.round((scheduler.now() - started) / 1000),
        sessions: registry.size,
      }),
    },
    {
      path: '/version',
      summary: 'Versions of the program and of the words on the wire.',
      response: versionDescription,
      answer: () => ({ name: 'helmholtz', version, protocolVersion: PROTOCOL_VERSION }),
    },
    {
      path: '/agents',
      summary: 'The agents of the catalogue, at their default parameters.',
      response: z.array(agentDescription),
      answer: async () => (await laboratory.listAgents()).map((kind) => describeAgent(kind)),
    },
    {
      path: '/agents/{name}',
      summary: 'One agent of the catalogue, with the record of its training.',
      response: agentDescription,
      answer: async ({ params }) => {
        const kind = await laboratory.findAgent(params['name'] ?? '');
        const parameters = resolveParameters(kind.name, kind.parameters);
        const training =
          kind.weights === 'trained'
            ? await laboratory.readTrainingRecord(kind.weightsName?.(parameters) ?? kind.name)
            : ((await kind.record?.()) ?? null);
        return describeAgent(kind, { parameters, training });
      },
    },
    ...sequenceRoutes(laboratory),
    {
      path: '/pictures',
      summary: 'The built-in pictures that agents can be shown.',
      response: z.array(pictureDescription),
      answer: async () =>
        (await laboratory.listPictures()).map(({ name, summary }) => ({
          name,
          summary,
          url: `api/pictures/${encodeURIComponent(name)}.png`,
        })),
    },
    {
      path: '/pictures/{name}.png',
      summary: 'A built-in picture.',
      query: pictureQuery,
      response: 'image/png',
      answer: async ({ params, query }) => {
        const { size } = parse('query', pictureQuery, query);
        return await pictures.png(params['name'] ?? '', size);
      },
    },
    ...LEARNER_ROUTES,
    ...TRAINING_ROUTES,
    ...storyRoutes(laboratory),
    ...experimentRoutes(runs),
    ...stimulusRoutes({ laboratory, settings }),
    {
      path: '/sessions',
      summary: 'The sessions that run; each can be joined by its name.',
      isProtected: true,
      response: z.array(sessionSummary),
      answer: () => registry.list(),
    },
  ];
}
