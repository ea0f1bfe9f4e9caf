/** A cell of a table: a head or a value, over one column or more. */
export interface CellBlock {
  text: string;
  head: boolean;
  span: number;
}

/** One bar of a chart. */
export interface Bar {
  label: string;
  value: number;
}

/** What a document is made of, without a word on how it is drawn. */
export type Block =
  | { kind: 'title'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'table'; rows: CellBlock[][] }
  | { kind: 'bars'; title: string; bars: Bar[] };

/** A part of a PDF: begins on a new page and stands in the outline under its name. */
export interface Part {
  name: string;
  blocks: Block[];
}

/** A table of texts, its first row the heads. */
export function tableOf(head: string[], rows: (string | number | null)[][]): Block {
  return {
    kind: 'table',
    rows: [
      head.map((text) => ({ text, head: true, span: 1 })),
      ...rows.map((row) => row.map((cell) => ({ text: cell === null ? '' : String(cell), head: false, span: 1 }))),
    ],
  };
}
