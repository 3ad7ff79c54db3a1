import { parentPort } from 'node:worker_threads';
import {
  type CompareResult,
  type CompareStage,
  type CompareTask,
  doCompareTask,
} from './compare-task.ts';

/** What a comparing thread tells. */
export type CompareReply =
  | { readonly kind: 'stage'; readonly stage: CompareStage }
  | { readonly kind: 'done'; readonly result: CompareResult }
  | { readonly kind: 'failed'; readonly message: string };

const tell = (reply: CompareReply): void => {
  parentPort?.postMessage(reply);
};

parentPort?.on('message', (task: CompareTask) => {
  doCompareTask(task, (stage) => {
    tell({ kind: 'stage', stage });
  }).then(
    (result) => {
      tell({ kind: 'done', result });
    },
    (error: unknown) => {
      tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    },
  );
});
