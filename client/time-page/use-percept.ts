import { useEffect, useState } from 'preact/hooks';
import type { SequencePerceptDescription } from '../../protocol/index.ts';
import { fetchPercept, type PerceptRequest } from '../connection/sequences.ts';

/** How long a slider has to rest before the server is asked, in milliseconds. */
const REST = 120;

/** What a perceiver makes of a sequence; while the next one is on its way, the one before. */
export function usePercept(request: PerceptRequest | null): {
  readonly percept: SequencePerceptDescription | null;
  readonly problem: string | null;
  readonly isPending: boolean;
} {
  const [state, setState] = useState<{
    readonly percept: SequencePerceptDescription | null;
    readonly problem: string | null;
    readonly of: string;
  }>({ percept: null, problem: null, of: '' });
  const key = JSON.stringify(request);
  useEffect(() => {
    if (request === null) return;
    const aborter = new AbortController();
    const timer = setTimeout(() => {
      fetchPercept(request, aborter.signal).then(
        (percept) => {
          setState({ percept, problem: null, of: key });
        },
        (error: unknown) => {
          if (aborter.signal.aborted) return;
          const problem = error instanceof Error ? error.message : String(error);
          setState((before) => ({ ...before, problem, of: key }));
        },
      );
    }, REST);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
    // The request is the same as long as its text is.
  }, [key]);
  return { percept: state.percept, problem: state.problem, isPending: state.of !== key };
}
