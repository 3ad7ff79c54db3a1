import { parentPort } from 'node:worker_threads';
import { learnInto, type LearnJob, type LearnNews } from '../../experiments/index.ts';
import { performJob } from '../thread-jobs.ts';

let isStopped = false;
// The only thing that anybody says to this thread is that it shall stop, once a checkpoint is written.
parentPort?.on('message', () => {
  isStopped = true;
});

await performJob(async (job: LearnJob, tell: (news: LearnNews) => void) => {
  await learnInto(job, {
    tell,
    isInterrupted: () => isStopped,
    now: () => performance.now(),
  });
});
