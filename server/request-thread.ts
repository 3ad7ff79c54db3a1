import { type Transferable, Worker } from 'node:worker_threads';
import { HelmholtzError } from '../agents/index.ts';
import { Refusal } from './problems.ts';
import type { ThreadReply, ThreadRequest } from './thread-requests.ts';

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A thread that is asked one thing after the other, so that long computations do not hold up everybody's frames. It is
 * started when it is first needed, and again after it has died.
 */
export class RequestThread<Question, Answer> {
  readonly #script: URL;
  readonly #memoryLimit: number;
  readonly #data: unknown;
  readonly #waiting = new Map<number, Waiting<Answer>>();
  #worker: Worker | null = null;
  #isClosed = false;
  #requests = 0;

  /**
   * @param memoryLimit Most memory that the thread may take, in MiB.
   * @param data What the thread is told when it starts.
   */
  constructor(script: URL, memoryLimit: number, data: unknown = null) {
    this.#script = script;
    this.#memoryLimit = memoryLimit;
    this.#data = data;
  }

  /** Starts the thread before it is needed, where its first answer would take long. */
  start(): void {
    this.#thread();
  }

  /**
   * Asks the thread.
   *
   * @param transferred What changes hands instead of being copied.
   * @throws {HelmholtzError} that was thrown there.
   * @throws {Refusal} `stopping` when the thread was closed.
   */
  async ask(question: Question, transferred: readonly Transferable[] = []): Promise<Answer> {
    if (this.#isClosed) throw stopping();
    const id = this.#requests++;
    return await new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      const request: ThreadRequest<Question> = { id, question };
      this.#thread().postMessage(request, transferred);
    });
  }

  /** Breaks off what is asked; it is rejected, and the next question gets a new thread. */
  async interrupt(): Promise<void> {
    await this.#worker?.terminate();
  }

  /** Stops the thread for good; what waits, and what is asked later, is refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.interrupt();
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#script, {
      workerData: this.#data,
      resourceLimits: { maxOldGenerationSizeMb: this.#memoryLimit },
    });
    worker.on('message', (reply: ThreadReply<Answer>) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if ('code' in reply) waiting?.reject(new HelmholtzError(reply.code, reply.message));
      else waiting?.resolve(reply.answer);
    });
    worker.on('error', (error: Error) => {
      this.#fail(worker, error);
    });
    worker.on('exit', () => {
      this.#fail(worker, this.#isClosed ? stopping() : new Error('the thread has ended'));
    });
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  /** The next question gets a new thread. */
  #fail(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function stopping(): Refusal {
  return new Refusal('stopping', 'the server is being stopped');
}
