import { type RecombinationModel } from '../../../../agents/index.ts';

/** Every sequence that a model without errors makes, with its probability and that of its scenarios: by writing all out. */
export function enumerate(model: RecombinationModel): {
  readonly sequences: ReadonlyMap<string, number>;
  readonly scenarioEntropy: number;
} {
  const sequences = new Map<string, number>();
  let scenarioEntropy = 0;
  const insertions = model.junctions.map(writeInsertions);
  for (const [v, pv] of model.vChoice.entries()) {
    for (const [kv, pdv] of model.vDeletions.probability[v]!.entries()) {
      const left = cutRight(model.v[v]!.sequence, model.vDeletions.least + kv);
      for (const [j, pj] of model.jGivenV[v]!.entries()) {
        for (const [kj, pdj] of model.jDeletions.probability[j]!.entries()) {
          const right = cutLeft(model.j[j]!.sequence, model.jDeletions.least + kj);
          const outer = pv * pdv * pj * pdj;
          for (const [first, pi] of insertions[0]!) {
            if (model.dDeletions === null) {
              tell(left + first + right, outer * pi);
              continue;
            }
            for (const [d, pd] of model.dGivenVj[v]![j]!.entries()) {
              for (const [k5, row] of model.dDeletions.probability[d]!.entries()) {
                for (const [k3, pdd] of row.entries()) {
                  const cut5 = model.dDeletions.least5 + k5;
                  const cut3 = model.dDeletions.least3 + k3;
                  const gene = model.d[d]!.sequence;
                  const middle = cutBoth(gene, cut5, cut3);
                  for (const [second, pk] of insertions[1]!) {
                    tell(left + first + middle + second + right, outer * pi * pd * pdd * pk);
                  }
                }
              }
            }
          }
        }
      }
    }
  }
  return { sequences, scenarioEntropy };

  function tell(sequence: string, probability: number): void {
    if (probability === 0) return;
    sequences.set(sequence, (sequences.get(sequence) ?? 0) + probability);
    scenarioEntropy -= probability * Math.log2(probability);
  }
}

function writeInsertions({
  lengths,
  first,
  next,
  direction,
}: RecombinationModel['junctions'][number]): Map<string, number> {
  const all = new Map<string, number>();
  const grow = (added: string, probability: number): void => {
    const length = added.length;
    const chance = probability * lengths[length]!;
    const text = direction === 'rightwards' ? added : Array.from(added).reverse().join('');
    if (chance > 0) all.set(text, chance);
    if (length + 1 === lengths.length) return;
    for (const [index, base] of Array.from('ACGT').entries()) {
      const step = length === 0 ? first : next['ACGT'.indexOf(added.at(-1)!)]!;
      grow(added + base, probability * step[index]!);
    }
  };
  grow('', 1);
  return all;
}

const partner: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A' };

function otherStrand(text: string): string {
  return Array.from(text)
    .reverse()
    .map((base) => partner[base]!)
    .join('');
}

function cutRight(gene: string, cut: number): string {
  return cut >= 0 ? gene.slice(0, gene.length - cut) : gene + otherStrand(gene.slice(cut));
}

function cutLeft(gene: string, cut: number): string {
  return cut >= 0 ? gene.slice(cut) : otherStrand(gene.slice(0, -cut)) + gene;
}

function cutBoth(gene: string, cut5: number, cut3: number): string {
  const left = cut5 < 0 ? otherStrand(gene.slice(0, -cut5)) : '';
  const right = cut3 < 0 ? otherStrand(gene.slice(cut3)) : '';
  return left + gene.slice(Math.max(0, cut5), gene.length - Math.max(0, cut3)) + right;
}
