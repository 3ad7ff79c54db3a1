import { complainAt, type LocatedError, textLines } from './located-line.ts';

/**
 * Reads `V_gene_CDR3_anchors.csv` or `J_gene_CDR3_anchors.csv`: per gene where its conserved residue begins, counted from 0.
 * Columns are separated by commas (OLGA) or semicolons (IGoR), and begin with `gene,anchor_index`.
 *
 * @param file Name of the file, for messages.
 * @returns Places by name of the gene; genes that are not listed, or with a negative place, have none.
 * @throws {HelmholtzError} `bad-model`, naming file and line.
 */
export function readAnchors(text: string, file: string): ReadonlyMap<string, number> {
  const complain: LocatedError = complainAt(file);
  const anchors = new Map<string, number>();
  textLines(text).forEach(({ text: content, line }, row) => {
    const [gene = '', place = ''] = content.split(/[,;]/).map((word) => word.trim());
    if (row === 0) {
      if (gene !== 'gene') complain(line, 'expected gene,anchor_index', content);
      return;
    }
    const index = place === '' ? Number.NaN : Number(place);
    if (gene === '' || !Number.isInteger(index)) complain(line, 'expected name,index', content);
    if (index >= 0) anchors.set(gene, index);
  });
  return anchors;
}
