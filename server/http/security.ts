import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { problem, Refusal } from '../problems.ts';
import { isOwnHost } from '../trusted-origin.ts';
import { sendProblem } from './send-problem.ts';

/** Headers that keep the page to itself: scripts, styles, pictures and connections from this server only. */
export function secureHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        // Pictures that the page makes itself: thumbnails, screenshots, textures.
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
      },
    },
    // Served over plain HTTP on the own machine.
    strictTransportSecurity: false,
  });
}

/** Refuses an address that asks too often. */
export function limitRequests(requestsPerMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: requestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_, response) => {
      sendProblem(
        response,
        problem('too-many-messages', `expected at most ${requestsPerMinute} requests a minute`),
      );
    },
  });
}

/** Refuses requests that name another host than this machine. */
export function ownHostOnly(): RequestHandler {
  return ({ headers }, _, next) => {
    if (!isOwnHost(headers)) {
      throw new Refusal(
        'unauthorised',
        `Host: expected localhost or 127.0.0.1; got ${headers.host ?? 'nothing'}; set HELMHOLTZ_TOKEN to serve other names`,
      );
    }
    next();
  };
}
