import type { FolderFile, ModelFolder, RecombinationModel } from '../../../../agents/index.ts';

/** Order in which this writer lists realisations: the reader must go by index. */
const BASES_LISTED = ['T', 'C', 'G', 'A'] as const;

/** Bases before the conserved residue of V and after that of J, when genes are written whole. */
export const BEFORE = 'GATTACA';
export const AFTER = 'CAGGT';

/** Writes a model as the files of IGoR, with genes as they are, or whole with anchors. */
export function writeFolder(
  model: RecombinationModel,
  { isWhole = false, isJFirst = false }: { isWhole?: boolean; isJFirst?: boolean } = {},
): ModelFolder {
  const { v, d, j, vDeletions, jDeletions, dDeletions, junctions, errorRate } = model;
  const genes = (
    event: string,
    list: RecombinationModel['v'],
    whole: (bases: string) => string,
  ) => [
    `#GeneChoice;${event}`,
    ...list.map(({ name, sequence }, index) => `%${name};${whole(sequence)};${index}`).reverse(),
  ];
  const numbers = (event: string, least: number, count: number) => [
    `#${event}`,
    ...Array.from({ length: count }, (_, index) => `%${least + index};${index}`),
  ];
  const bases = (event: string) => [
    `#DinucMarkov;${event}`,
    ...BASES_LISTED.map((base) => `%${base};${'ACGT'.indexOf(base)}`),
  ];
  const has = d.length > 0;
  const params = [
    '@Event_list',
    ...genes('V_gene;Undefined_side;7;v_choice', v, (text) => (isWhole ? BEFORE + text : text)),
    ...genes('J_gene;Undefined_side;7;j_choice', j, (text) => (isWhole ? text + AFTER : text)),
    ...(has ? genes('D_gene;Undefined_side;6;d_gene', d, (text) => text) : []),
    ...numbers(
      'Deletion;V_gene;Three_prime;5;v_3_del',
      vDeletions.least,
      vDeletions.probability[0]!.length,
    ),
    ...numbers(
      'Deletion;J_gene;Five_prime;5;j_5_del',
      jDeletions.least,
      jDeletions.probability[0]!.length,
    ),
    ...(dDeletions === null
      ? []
      : [
          ...numbers(
            'Deletion;D_gene;Five_prime;5;d_5_del',
            dDeletions.least5,
            dDeletions.probability[0]!.length,
          ),
          ...numbers(
            'Deletion;D_gene;Three_prime;5;d_3_del',
            dDeletions.least3,
            dDeletions.probability[0]![0]!.length,
          ),
        ]),
    ...(has ? ['VD_genes', 'DJ_gene'] : ['VJ_gene']).flatMap((name, index) => [
      ...numbers(
        `Insertion;${name};Undefined_side;4;ins_${index}`,
        0,
        junctions[index]!.lengths.length,
      ),
      ...bases(`${name};Undefined_side;3;dinucl_${index}`),
    ]),
    '@Edges',
    ...(isJFirst
      ? [
          '%GeneChoice_J_gene_Undefined_side_prio7_size2;GeneChoice_V_gene_Undefined_side_prio7_size2',
        ]
      : [
          '%GeneChoice_V_gene_Undefined_side_prio7_size2;GeneChoice_J_gene_Undefined_side_prio7_size2',
        ]),
    '%GeneChoice_V_gene_Undefined_side_prio7_size2;Deletion_V_gene_Three_prime_prio5_size3',
    '%GeneChoice_J_gene_Undefined_side_prio7_size2;Deletion_J_gene_Five_prime_prio5_size3',
    ...(has
      ? [
          '%GeneChoice_V_gene_Undefined_side_prio7_size2;GeneChoice_D_gene_Undefined_side_prio6_size2',
          '%GeneChoice_J_gene_Undefined_side_prio7_size2;GeneChoice_D_gene_Undefined_side_prio6_size2',
          '%GeneChoice_D_gene_Undefined_side_prio6_size2;Deletion_D_gene_Five_prime_prio5_size3',
          '%GeneChoice_D_gene_Undefined_side_prio6_size2;Deletion_D_gene_Three_prime_prio5_size3',
          '%Deletion_D_gene_Five_prime_prio5_size3;Deletion_D_gene_Three_prime_prio5_size3',
        ]
      : []),
    '@ErrorRate',
    '#SingleErrorRate',
    String(errorRate),
  ];
  const total = (row: readonly number[]): number => row.reduce((sum, value) => sum + value, 0);
  const joint = model.jGivenV.map((row, gene) => row.map((p) => p * model.vChoice[gene]!));
  const jChoice = j.map((_, other) => total(joint.map((row) => row[other]!)));
  const choices = isJFirst
    ? [
        ...['@j_choice', `$Dim[${j.length}]`, '#', `%${jChoice.join(',')}`],
        ...['@v_choice', `$Dim[${j.length},${v.length}]`],
        ...j.flatMap((_, other) => [
          `#[j_choice,${other}]`,
          `%${joint.map((row) => row[other]! / jChoice[other]!).join(',')}`,
        ]),
      ]
    : [
        ...['@v_choice', `$Dim[${v.length}]`, '#', `%${model.vChoice.join(',')}`],
        ...['@j_choice', `$Dim[${v.length},${j.length}]`],
        ...model.jGivenV.flatMap((row, gene) => [`#[v_choice,${gene}]`, `%${row.join(',')}`]),
      ];
  const perGene = (nickname: string, gene: string, rows: RecombinationModel['jGivenV']) => [
    `@${nickname}`,
    `$Dim[${rows.length},${rows[0]!.length}]`,
    ...rows.flatMap((row, index) => [`#[${gene},${index}]`, `%${row.join(',')}`]),
  ];
  const marginals = [
    ...choices,
    ...perGene('v_3_del', 'v_choice', vDeletions.probability),
    ...perGene('j_5_del', 'j_choice', jDeletions.probability),
    ...(dDeletions === null
      ? []
      : [
          ...['@d_gene', `$Dim[${v.length},${j.length},${d.length}]`],
          ...model.dGivenVj.flatMap((rows, gene) =>
            rows.flatMap((row, other) => [
              `#[v_choice,${gene}],[j_choice,${other}]`,
              `%${row.join(',')}`,
            ]),
          ),
          ...perGene(
            'd_5_del',
            'd_gene',
            dDeletions.probability.map((rows) => rows.map(total)),
          ),
          ...[
            '@d_3_del',
            `$Dim[${d.length},${dDeletions.probability[0]!.length},${dDeletions.probability[0]![0]!.length}]`,
          ],
          ...dDeletions.probability.flatMap((rows, gene) =>
            rows.flatMap((row, five) => [
              `#[d_gene,${gene}],[d_5_del,${five}]`,
              `%${row.map((p) => p / total(row)).join(',')}`,
            ]),
          ),
        ]),
    ...junctions.flatMap(({ lengths, next }, index) => [
      ...[`@ins_${index}`, `$Dim[${lengths.length}]`, '#', `%${lengths.join(',')}`],
      ...[`@dinucl_${index}`, '$Dim[16]', '#', `%${next.flat().join(',')}`],
    ]),
  ];
  const file = (name: string, lines: readonly string[]): FolderFile => ({
    file: name,
    text: `${lines.join('\n')}\n`,
  });
  return {
    name: model.name,
    params: file('model_params.txt', params),
    marginals: file('model_marginals.txt', marginals),
    vAnchors: isWhole
      ? file('V_gene_CDR3_anchors.csv', [
          'gene,anchor_index,function',
          ...v.map(({ name }) => `${name},${BEFORE.length},F`),
        ])
      : null,
    jAnchors: isWhole
      ? file('J_gene_CDR3_anchors.csv', [
          'gene;anchor_index',
          ...j.map(({ name, sequence }) => `${name};${sequence.length - 3}`),
        ])
      : null,
  };
}
