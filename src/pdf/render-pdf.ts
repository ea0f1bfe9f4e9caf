import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { Bar, Block, CellBlock, Part } from './blocks';

/** What a PDF says of itself. */
export interface PdfAbout {
  title: string;
  author: string;
  /** The time of what it shows, not of its making: the same parts give the same bytes. */
  at: Date;
}

const MARGIN = 56;
const PADDING = 4;
const HEAD_WIDTH = 76;
const BODY = { font: 'regular', size: 10.5 };
const BAR = { height: 14, gap: 6, label: 110, value: 60 };

/** Noto Sans SC (OFL-1.1), from the package @embedpdf/fonts-sc; a PDF embeds only the characters that it shows. */
const FONTS = join(dirname(require.resolve('@embedpdf/fonts-sc')), '..', 'fonts');

/** Draws parts as A4 pages with Chinese type, page numbers and an outline. */
export async function renderPdf(parts: Part[], about: PdfAbout): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    autoFirstPage: false,
    bufferPages: true,
    info: { Title: about.title, Author: about.author, CreationDate: about.at, ModDate: about.at },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.registerFont('regular', join(FONTS, 'NotoSansHans-Regular.otf'));
  pdf.registerFont('bold', join(FONTS, 'NotoSansHans-Bold.otf'));
  for (const part of parts) {
    pdf.addPage();
    pdf.outline.addItem(part.name);
    for (const block of part.blocks) draw(pdf, block);
  }
  numberPages(pdf);
  pdf.end();
  return done;
}

type Pdf = InstanceType<typeof PDFDocument>;

function draw(pdf: Pdf, block: Block): void {
  switch (block.kind) {
    case 'title':
      pdf.font('bold').fontSize(17).text(block.text, { align: 'center' }).moveDown(0.6);
      return;
    case 'heading':
      need(pdf, 60);
      pdf.moveDown(0.6).font('bold').fontSize(13).text(block.text, MARGIN).moveDown(0.3);
      return;
    case 'paragraph':
      pdf.font(BODY.font).fontSize(BODY.size).text(block.text, MARGIN, undefined, { lineGap: 3 }).moveDown(0.4);
      return;
    case 'table':
      drawTable(pdf, block.rows);
      return;
    case 'bars':
      drawBars(pdf, block.title, block.bars);
  }
}

function widthOf(pdf: Pdf): number {
  return pdf.page.width - 2 * MARGIN;
}

function bottomOf(pdf: Pdf): number {
  return pdf.page.height - MARGIN - 12;
}

/** A new page, when less than this is left of the old one. */
function need(pdf: Pdf, height: number): void {
  if (pdf.y + height > bottomOf(pdf)) pdf.addPage();
}

function drawTable(pdf: Pdf, rows: CellBlock[][]): void {
  const columns = Math.max(1, ...rows.map((row) => row.reduce((sum, { span }) => sum + span, 0)));
  const widths = columnWidths(rows, columns, widthOf(pdf));
  const page = bottomOf(pdf) - MARGIN;
  const [first] = rows;
  const heads = rows.length > 1 && first!.every(({ head }) => head) ? first : undefined;
  const headHeight = heads ? rowHeight(pdf, heads, textsOf(heads), widths) : 0;
  const bare: Turn = { page, over: () => void pdf.addPage() };
  // whoever reads on reads under which heads
  const underHeads: Turn = {
    page: page - headHeight,
    over: () => {
      pdf.addPage();
      if (heads) drawCells(pdf, heads, textsOf(heads), widths, headHeight);
    },
  };
  for (const row of rows) drawRow(pdf, row, widths, row === heads ? bare : underHeads);
  pdf.x = MARGIN;
  pdf.moveDown(0.6);
}

/** A column of heads beside their values is narrow; under a row of heads all are the same. */
function columnWidths(rows: CellBlock[][], columns: number, total: number): number[] {
  const heads = new Array<boolean>(columns).fill(false);
  for (const row of rows.filter((cells) => cells.some(({ head }) => !head))) {
    let at = 0;
    for (const { head, span } of row) {
      if (head && span === 1) heads[at] = true;
      at += span;
    }
  }
  const narrow = heads.filter(Boolean).length;
  const wide = columns - narrow;
  if (wide === 0) return new Array<number>(columns).fill(total / columns);
  return heads.map((head) => (head ? HEAD_WIDTH : (total - narrow * HEAD_WIDTH) / wide));
}

const textsOf = (row: CellBlock[]): string[] => row.map(({ text }) => text);

/** How a table goes over to the next page, and how much of that its rows have. */
interface Turn {
  page: number;
  over: () => void;
}

function rowHeight(pdf: Pdf, row: CellBlock[], texts: string[], widths: number[]): number {
  const heights = row.map((cell, at) => heightOf(pdf, cell, texts[at]!, spanned(row, at, widths).width));
  return Math.max(BODY.size + 2 * PADDING, ...heights);
}

function drawRow(pdf: Pdf, row: CellBlock[], widths: number[], turn: Turn): void {
  let left = textsOf(row);
  // A row that is higher than a page goes on on the next one.
  for (;;) {
    const height = rowHeight(pdf, row, left, widths);
    const space = bottomOf(pdf) - pdf.y;
    if (height <= space) return drawCells(pdf, row, left, widths, height);
    if (height <= turn.page) {
      turn.over();
      return drawCells(pdf, row, left, widths, height);
    }
    if (space < 80) {
      turn.over();
      continue;
    }
    const fitting = row.map((cell, at) => fit(pdf, cell, left[at]!, spanned(row, at, widths).width, space));
    drawCells(pdf, row, fitting, widths, space);
    left = left.map((text, at) => text.slice(fitting[at]!.length));
    turn.over();
  }
}

function drawCells(pdf: Pdf, row: CellBlock[], texts: string[], widths: number[], height: number): void {
  const top = pdf.y;
  row.forEach((cell, at) => {
    const { x, width } = spanned(row, at, widths);
    pdf.lineWidth(0.5).strokeColor('#444').rect(x, top, width, height).stroke();
    pdf
      .font(cell.head ? 'bold' : BODY.font)
      .fontSize(BODY.size)
      .fillColor('#000');
    pdf.text(texts[at]!, x + PADDING, top + PADDING, { width: width - 2 * PADDING, height: height - PADDING });
  });
  pdf.y = top + height;
}

function spanned(row: CellBlock[], at: number, widths: number[]): { x: number; width: number } {
  const before = row.slice(0, at).reduce((sum, { span }) => sum + span, 0);
  const sum = (some: number[]): number => some.reduce((total, one) => total + one, 0);
  const span = at === row.length - 1 ? widths.length - before : row[at]!.span;
  return { x: MARGIN + sum(widths.slice(0, before)), width: sum(widths.slice(before, before + span)) };
}

function heightOf(pdf: Pdf, cell: CellBlock, text: string, width: number): number {
  pdf.font(cell.head ? 'bold' : BODY.font).fontSize(BODY.size);
  return pdf.heightOfString(text || ' ', { width: width - 2 * PADDING }) + 2 * PADDING;
}

/** The longest beginning of a text that fits into a height. */
function fit(pdf: Pdf, cell: CellBlock, text: string, width: number, height: number): string {
  let [fits, breaks] = [0, text.length + 1];
  while (breaks - fits > 1) {
    const middle = (fits + breaks) >> 1;
    if (heightOf(pdf, cell, text.slice(0, middle), width) <= height) fits = middle;
    else breaks = middle;
  }
  return text.slice(0, fits);
}

function drawBars(pdf: Pdf, title: string, bars: Bar[]): void {
  need(pdf, Math.min(bars.length, 8) * (BAR.height + BAR.gap) + 30);
  pdf.font('bold').fontSize(BODY.size).fillColor('#000').text(title, MARGIN).moveDown(0.3);
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const length = widthOf(pdf) - BAR.label - BAR.value;
  for (const { label, value } of bars) {
    need(pdf, BAR.height + BAR.gap);
    const top = pdf.y;
    pdf.font(BODY.font).fontSize(9).fillColor('#000');
    pdf.text(label, MARGIN, top + 1, { width: BAR.label - 6, height: BAR.height, ellipsis: true, align: 'right' });
    const drawn = (value / most) * length;
    if (drawn > 0) pdf.rect(MARGIN + BAR.label, top, drawn, BAR.height).fill('#1677b3');
    pdf.fillColor('#000').text(String(value), MARGIN + BAR.label + drawn + 4, top + 1, { width: BAR.value });
    pdf.y = top + BAR.height + BAR.gap;
  }
  pdf.x = MARGIN;
  pdf.moveDown(0.4);
}

function numberPages(pdf: Pdf): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    // Below the margin: without this, pdfkit would begin a new page for it.
    pdf.page.margins.bottom = 0;
    pdf.font(BODY.font).fontSize(9).fillColor('#666');
    const place = pdf.page.height - MARGIN + 18;
    pdf.text(`${page - start + 1} / ${count}`, MARGIN, place, {
      width: widthOf(pdf),
      align: 'center',
      lineBreak: false,
    });
  }
}
