import { distance } from 'fastest-levenshtein';

/** The known name that is closest to a mistyped one by edit distance, or `null` when none is close. */
export function nearestName(mistyped: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let smallest = Math.max(2, Math.floor(mistyped.length / 2)) + 1;
  for (const name of known) {
    const edits = distance(mistyped.toLowerCase(), name.toLowerCase());
    if (edits < smallest) {
      smallest = edits;
      best = name;
    }
  }
  return best;
}

/** `; did you mean "gabor"?`, or a list of what there is when nothing is close. */
export function suggestion(mistyped: string, known: Iterable<string>): string {
  const names = [...known];
  const nearest = nearestName(mistyped, names);
  return nearest === null ? `; there is ${names.join(', ')}` : `; did you mean "${nearest}"?`;
}
