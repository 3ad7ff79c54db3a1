import { useEffect, useState } from 'preact/hooks';

/** What the server said, or why it refused. */
export interface Answered<Answer> {
  readonly answer: Answer | null;
  readonly problem: string | null;
  /** Whether a newer answer is on its way. */
  readonly isPending: boolean;
}

/**
 * The answer to a question; while the next one is on its way, the one before.
 *
 * @param key Text of the question: it is asked again when this changes; `null` asks nothing.
 */
export function useAnswer<Answer>(
  key: string | null,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Answered<Answer> {
  const [state, setState] = useState<{
    readonly answer: Answer | null;
    readonly problem: string | null;
    readonly of: string | null;
  }>({ answer: null, problem: null, of: null });
  useEffect(() => {
    if (key === null) {
      setState({ answer: null, problem: null, of: null });
      return undefined;
    }
    const aborter = new AbortController();
    ask(aborter.signal).then(
      (answer) => {
        if (!aborter.signal.aborted) setState({ answer, problem: null, of: key });
      },
      (error: unknown) => {
        if (aborter.signal.aborted) return;
        const problem = error instanceof Error ? error.message : String(error);
        setState({ answer: null, problem, of: key });
      },
    );
    return () => {
      aborter.abort();
    };
    // The question is the same as long as its text is.
  }, [key]);
  return { answer: state.answer, problem: state.problem, isPending: state.of !== key };
}
