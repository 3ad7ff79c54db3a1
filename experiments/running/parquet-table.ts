import type { ParquetWriter } from 'hyparquet-writer';
import type { Column } from './experiment.ts';

/** Bytes that every Parquet file begins with. */
const HEAD = 4;

/** Begins a table in Parquet whose columns may all have gaps. */
export async function beginParquet(
  path: string,
  columns: readonly Column[],
): Promise<ParquetWriter> {
  // Only where a table is written: every process and every thread would wait for it.
  const { fileWriter, ParquetWriter: Writer } = await import('hyparquet-writer');
  return new Writer({
    writer: fileWriter(path),
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, kind }) => ({
        name,
        repetition_type: 'OPTIONAL' as const,
        ...(kind === 'number'
          ? { type: 'DOUBLE' as const }
          : kind === 'boolean'
            ? { type: 'BOOLEAN' as const }
            : { type: 'BYTE_ARRAY' as const, converted_type: 'UTF8' as const }),
      })),
    ],
    createdBy: 'helmholtz',
  });
}

/**
 * Appends the row groups of another file with the same columns: their bytes as they are, and their places moved to where
 * they come to lie. The bytes of the other file are read piece by piece.
 */
export async function appendParquet(
  table: ParquetWriter,
  {
    rowGroups,
    rows,
    read,
  }: {
    readonly rowGroups: ParquetWriter['row_groups'];
    readonly rows: number;
    readonly read: AsyncIterable<Uint8Array>;
  },
): Promise<void> {
  const shift = BigInt(table.writer.offset - HEAD);
  // Behind the row groups the other file has a foot of its own, which is left out.
  let left = rowGroups.reduce((sum, { total_compressed_size: size }) => sum + Number(size ?? 0), 0);
  let skipped = 0;
  for await (const chunk of read) {
    const from = Math.min(chunk.length, HEAD - skipped);
    skipped += from;
    const part = chunk.subarray(from, from + left);
    table.writer.appendBytes(part);
    left -= part.length;
    if (left === 0) break;
  }
  table.num_rows += BigInt(rows);
  for (const { columns, ...group } of rowGroups) {
    table.row_groups.push({
      ...group,
      columns: columns.map(({ file_offset: offset, meta_data: about, ...rest }) => ({
        ...rest,
        file_offset: offset + shift,
        ...(about === undefined
          ? {}
          : {
              meta_data: {
                ...about,
                data_page_offset: about.data_page_offset + shift,
                ...(about.dictionary_page_offset === undefined
                  ? {}
                  : { dictionary_page_offset: about.dictionary_page_offset + shift }),
              },
            }),
      })),
    });
  }
}
