import { createServer, type Server as HttpServer } from 'node:http';
import express from 'express';
import type { Dependencies } from './dependencies.ts';
import { api } from './http/api.ts';
import { clientFiles } from './http/client-files.ts';
import { limitRequests, ownHostOnly, secureHeaders } from './http/security.ts';
import { answerErrors } from './http/send-problem.ts';
import { openGateway } from './realtime/gateway.ts';
import { RunRegistry } from './runs/run-registry.ts';
import { SessionRegistry } from './sessions/session-registry.ts';
import { TrainingRegistry } from './trainings/training-registry.ts';

/** A server that does not listen yet. */
export interface App {
  readonly server: HttpServer;
  /** Ends all sessions, connections and the server. */
  readonly close: () => Promise<void>;
}

/** Puts the server together: the page, the API and the sockets. */
export function createApp(dependencies: Dependencies): App {
  const { settings, log } = dependencies;
  const sessions = new SessionRegistry(dependencies);
  const runs = new RunRegistry(dependencies);
  const trainings = new TrainingRegistry(dependencies);
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', 'strong');
  app.use(secureHeaders());
  if (settings.token === null) app.use('/api', ownHostOnly());
  app.use('/api', limitRequests(settings.requestsPerMinute), api({ sessions, runs }, dependencies));
  app.use(clientFiles(settings.clientFolder));
  app.use(answerErrors(log));
  const server = createServer(app);
  const gateway = openGateway(server, { sessions, runs, trainings }, dependencies);
  return {
    server,
    close: async () => {
      sessions.dispose();
      await Promise.all([runs.dispose(), trainings.dispose()]);
      const closed = gateway.close();
      // It would wait for requests under way, and for connections that are kept for later ones.
      server.closeAllConnections();
      await closed;
    },
  };
}
