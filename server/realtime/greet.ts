import { handshake, type Problem, PROTOCOL_VERSION } from '../../protocol/index.ts';
import { problem } from '../problems.ts';
import { isSameToken } from '../same-token.ts';

/** A connection that is refused. socket.io hands `message` and `data` to the client's `connect_error`. */
export class RefusedConnection extends Error {
  readonly data: Problem;

  constructor(data: Problem) {
    super(data.title);
    this.name = 'RefusedConnection';
    this.data = data;
  }
}

/** Lets a client in (`undefined`) or says why not, by what it says of itself. */
export function greet(auth: unknown, token: string | null): RefusedConnection | undefined {
  const parsed = handshake.safeParse(auth ?? {});
  if (!parsed.success) {
    return new RefusedConnection(problem('bad-message', 'handshake: expected { version, token }'));
  }
  const { version = PROTOCOL_VERSION, token: shown = '' } = parsed.data;
  if (version !== PROTOCOL_VERSION) {
    return new RefusedConnection(
      problem(
        'wrong-version',
        `handshake.version: expected ${PROTOCOL_VERSION}; got ${version}; reload the page`,
      ),
    );
  }
  if (token !== null && !isSameToken(shown, token)) {
    return new RefusedConnection(
      problem('unauthorised', 'handshake.token: expected the token of this server'),
    );
  }
  return undefined;
}
