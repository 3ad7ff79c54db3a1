import { performJob } from '../thread-jobs.ts';
import { type RunJob, runJob, type RunNews } from './run-job.ts';

// The server ends a run by ending this thread.
const { signal } = new AbortController();
await performJob((job: RunJob, tell: (news: RunNews) => void) => runJob(job, { tell, signal }));
