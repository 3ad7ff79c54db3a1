import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether what somebody showed is the token, in a time that does not tell how much of it was right. */
export function isSameToken(shown: string, token: string): boolean {
  return timingSafeEqual(digest(shown), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
