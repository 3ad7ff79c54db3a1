import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

type Headers = Pick<IncomingMessage['headers'], 'origin' | 'host'>;

/**
 * Whether a server without a token may answer a request that names this host. Such a server listens on the own machine
 * only, but a page from elsewhere can have its own name point there (DNS rebinding).
 */
export function isOwnHost({ host }: Headers): boolean {
  return LOOPBACK.test((host ?? '').replace(/:\d+$/, ''));
}

/**
 * Whether a page of this origin may open a socket. Browsers let any page connect to any address, so that without this a
 * page from elsewhere could use a server that listens on the visitor's own machine. Programs other than browsers send
 * no origin. A development server on another port of the same machine is trusted.
 */
export function isTrustedOrigin(headers: Headers): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const { host: from, hostname } = new URL(origin);
  return from === host || (LOOPBACK.test(hostname) && isOwnHost(headers));
}
