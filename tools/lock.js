import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const heartbeatMilliseconds = 5_000;
const silentMilliseconds = 60_000;
const pollMilliseconds = 200;

/**
 * Does the work while holding a lock file, so that of several processes started at once one works
 * and the others wait. A lock is stale when its process is gone, or silent for a minute.
 *
 * @param {string} path
 * @param {() => Promise<void>} work
 * @param {() => void} onWait called once if another process holds the lock.
 */
export async function withLock(path, work, onWait) {
  let waited = false;
  while (!tryToTake(path)) {
    const found = holderOf(path);
    if (found !== undefined && isStale(path, found)) {
      remove(path, found);
      continue;
    }
    if (!waited) onWait();
    waited = true;
    await sleep(pollMilliseconds);
  }
  const heartbeat = setInterval(() => {
    utimesSync(path, new Date(), new Date());
  }, heartbeatMilliseconds);
  try {
    await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(path, { force: true });
  }
}

/** @param {string} path */
function tryToTake(path) {
  try {
    writeFileSync(path, holder(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (isErrorWithCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * @param {string} path
 * @returns {string | undefined} who holds the lock; undefined if nobody does any more.
 */
function holderOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * @param {string} path
 * @param {string} found
 */
function isStale(path, found) {
  const pid = Number(found.split(' ')[0]);
  if (found === holder(pid) && !isRunning(pid)) return true;
  const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
  return Date.now() - modified > silentMilliseconds;
}

/**
 * Removes a stale lock. Between our look and now another process may have done so and taken the
 * lock: what was moved aside is then put back.
 *
 * @param {string} path
 * @param {string} found
 */
function remove(path, found) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== found) renameSync(aside, path);
  } catch (error) {
    if (!isErrorWithCode(error, 'ENOENT')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isErrorWithCode(error, 'ESRCH');
  }
}

/** @param {number} pid */
function holder(pid) {
  return `${pid} ${hostname()}`;
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function isErrorWithCode(error, code) {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
