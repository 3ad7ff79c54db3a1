import { complainAt, type LocatedError, textLines } from './located-line.ts';

/** What a choice of a recombination is about. */
export type EventKind = 'GeneChoice' | 'Deletion' | 'Insertion' | 'DinucMarkov';

const KINDS: readonly string[] = ['GeneChoice', 'Deletion', 'Insertion', 'DinucMarkov'];

/** One thing that can be chosen: its place in the tables of probabilities, and what it is. */
export interface Realisation {
  readonly index: number;
  /** Name of a gene, or a number of bases as text, or a base. */
  readonly name: string;
  /** Bases of a gene; empty for other choices. */
  readonly sequence: string;
  readonly line: number;
}

/** One choice of a recombination, as an IGoR model declares it. */
export interface RecombinationEvent {
  readonly kind: EventKind;
  /** `V_gene`, `VD_genes`, ... */
  readonly gene: string;
  /** `Three_prime`, `Five_prime` or `Undefined_side`. */
  readonly side: string;
  /** By which tables and edges speak of it. */
  readonly nickname: string;
  /** In the order of their index. */
  readonly realisations: readonly Realisation[];
  readonly line: number;
}

/** What `model_params.txt` says. */
export interface RecombinationEvents {
  readonly events: readonly RecombinationEvent[];
  /** Nicknames of the choices that each choice depends on, by nickname. */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  /** Probability that a base is read wrongly; 0 without an error model. */
  readonly errorRate: number;
}

/**
 * Reads `model_params.txt` of a folder of IGoR or OLGA: the choices with what can be chosen, which choice depends on which,
 * and the rate of errors of reading.
 *
 * @param file Name of the file, for messages.
 * @throws {HelmholtzError} `bad-model`, naming file and line.
 * @see Marcou, Mora & Walczak (2018), `REFERENCES.marcou2018`
 */
export function readEvents(text: string, file: string): RecombinationEvents {
  const complain: LocatedError = complainAt(file);
  const events: (RecombinationEvent & { readonly realisations: Realisation[] })[] = [];
  const edges: { readonly from: string; readonly to: string; readonly line: number }[] = [];
  let section = '';
  let errorRate = 0;
  let errorModel = '';
  for (const { text: content, line } of textLines(text)) {
    if (content.startsWith('@')) section = content.slice(1);
    else if (section === 'Event_list' && content.startsWith('#')) {
      events.push({ ...readEvent(content, line, complain), realisations: [] });
    } else if (section === 'Event_list') {
      const event = events.at(-1);
      if (event === undefined) complain(line, 'expected an event, #Kind;gene;...', content);
      event.realisations.push(readRealisation(event, content, line, complain));
    } else if (section === 'Edges') {
      const [from, to, ...rest] = content.replace(/^%/, '').split(';');
      if (!content.startsWith('%') || from === undefined || to === undefined || rest.length > 0) {
        complain(line, 'expected %parent;child', content);
      }
      edges.push({ from, to, line });
    } else if (section === 'ErrorRate' && content.startsWith('#')) {
      errorModel = content.slice(1);
      if (errorModel !== 'SingleErrorRate') complain(line, 'expected #SingleErrorRate', content);
    } else if (section === 'ErrorRate') {
      errorRate = Number(content);
      if (!(errorRate >= 0 && errorRate < 0.75)) {
        complain(line, 'expected a rate of errors in [0, 0.75)', content);
      }
    } else complain(line, 'expected @Event_list, @Edges or @ErrorRate first', content);
  }
  if (events.length === 0) complain(1, 'expected @Event_list with events', 'none');
  return {
    events: events.map((event) => inOrder(event, complain)),
    parents: parentsOf(events, edges, complain),
    errorRate,
  };
}

function readEvent(
  content: string,
  line: number,
  complain: LocatedError,
): Omit<RecombinationEvent, 'realisations'> {
  const [kind = '', gene, side, , nickname, ...rest] = content.slice(1).split(';');
  if (gene === undefined || side === undefined || nickname === undefined || rest.length > 0) {
    complain(line, 'expected #kind;gene;side;priority;nickname', content);
  }
  if (!KINDS.includes(kind)) complain(line, `expected one of ${KINDS.join(', ')}`, kind);
  return { kind: kind as EventKind, gene, side, nickname, line };
}

function readRealisation(
  { kind }: { readonly kind: EventKind },
  content: string,
  line: number,
  complain: LocatedError,
): Realisation {
  const parts = content.replace(/^%/, '').split(';');
  const expected = kind === 'GeneChoice' ? 3 : 2;
  const index = Number(parts.at(-1));
  if (!content.startsWith('%') || parts.length !== expected || !Number.isInteger(index)) {
    complain(
      line,
      `expected ${kind === 'GeneChoice' ? '%name;sequence;index' : '%value;index'}`,
      content,
    );
  }
  const [name = '', sequence = ''] = parts;
  if (kind !== 'GeneChoice') return { index, name, sequence: '', line };
  if (!/^[ACGT]*$/i.test(sequence)) complain(line, 'expected bases A, C, G, T', sequence);
  return { index, name, sequence: sequence.toUpperCase(), line };
}

function inOrder(event: RecombinationEvent, complain: LocatedError): RecombinationEvent {
  const realisations = [...event.realisations].sort((a, b) => a.index - b.index);
  realisations.forEach(({ index, line }, place) => {
    if (index !== place) {
      complain(line, `expected indices of ${event.nickname} from 0 without a gap`, String(index));
    }
  });
  if (realisations.length === 0) complain(event.line, 'expected %realisations', 'none');
  return { ...event, realisations };
}

/** Edges name events by kind, gene, side, priority and size; kind, gene and side suffice to tell them apart. */
function parentsOf(
  events: readonly RecombinationEvent[],
  edges: readonly { readonly from: string; readonly to: string; readonly line: number }[],
  complain: LocatedError,
): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, string[]>(events.map(({ nickname }) => [nickname, []]));
  const find = (name: string, line: number): string => {
    const found = events.find(({ kind, gene, side }) => name.startsWith(`${kind}_${gene}_${side}`));
    return found?.nickname ?? complain(line, 'expected the name of an event', name);
  };
  for (const { from, to, line } of edges) parents.get(find(to, line))!.push(find(from, line));
  return parents;
}
