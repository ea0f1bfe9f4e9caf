import { createRequire } from 'node:module';

/** A cell as the library takes it. */
type Written = { value: Exclude<Cell, null>; type: unknown; fontWeight?: 'bold'; format?: string } | null;

// The package ships CommonJS, but its types say ES module only: it is loaded by name and typed here.
const { default: writeXlsxFile } = createRequire(__filename)('write-excel-file/node') as {
  default: (rows: Written[][], options: object) => { toBuffer(): Promise<Buffer> };
};

/** A value of a table: text is never taken for a formula. */
export type Cell = string | number | boolean | null;

/** A table that people take away: column heads and rows. */
export interface Sheet {
  name: string;
  head: string[];
  rows: Cell[][];
  /** Columns, counted from 0, whose numbers are shares of 1: a spreadsheet shows them as per cent. */
  shares?: readonly number[];
}

/** 0.953 as 95.3%. */
const PER_CENT = '0.0%';

/** What a spreadsheet would take for a formula, and what would end a cell. */
const FORMULA = /^[=+\-@\t\r]/;

/** The table as CSV (RFC 4180), with a byte-order mark so that spreadsheets read it as UTF-8; a text that looks like a formula gets an apostrophe. */
export function csvOf({ head, rows }: Sheet): string {
  const lines = [head, ...rows].map((row) => row.map(csvCell).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The table as an XLSX workbook; every text is a text cell, so that nothing in it is ever run. */
export async function xlsxOf({ name, head, rows, shares = [] }: Sheet): Promise<Buffer> {
  const data: Written[][] = [
    head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) =>
      row.map((value, column) => {
        if (value === null) return null;
        if (typeof value === 'number')
          return { value, type: Number, ...(shares.includes(column) && { format: PER_CENT }) };
        if (typeof value === 'boolean') return { value, type: Boolean };
        return { value, type: String };
      }),
    ),
  ];
  return writeXlsxFile(data, { sheet: name, columns: head.map(() => ({ width: 16 })) }).toBuffer();
}
