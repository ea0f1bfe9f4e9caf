import { type ChildNode, type Element, isTag, isText } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import type { Block, CellBlock } from './blocks';

/** Elements whose text is none of the document's. */
const SILENT = new Set(['style', 'script', 'head', 'title', 'template']);

/**
 * The blocks of a document that was rendered from config/templates: h1 to h3, p and tables with th, td and colspan. Other
 * elements are looked into; text outside of all of them becomes a paragraph, so that nothing that is shown gets lost.
 */
export function blocksOf(html: string): Block[] {
  const blocks: Block[] = [];
  collect(parseDocument(html).children, blocks);
  return blocks;
}

function collect(nodes: ChildNode[], blocks: Block[]): void {
  for (const node of nodes) {
    if (isText(node)) {
      const text = collapsed(node.data);
      if (text) blocks.push({ kind: 'paragraph', text });
    } else if (isTag(node) && !SILENT.has(node.name)) {
      const block = blockOf(node);
      if (block) blocks.push(block);
      else collect(node.children, blocks);
    }
  }
}

function blockOf(element: Element): Block | undefined {
  switch (element.name) {
    case 'h1':
      return { kind: 'title', text: textOf(element) };
    case 'h2':
    case 'h3':
      return { kind: 'heading', text: textOf(element) };
    case 'p':
    case 'li':
      return { kind: 'paragraph', text: textOf(element) };
    case 'table':
      return { kind: 'table', rows: rowsOf(element) };
    default:
      return undefined;
  }
}

function rowsOf(element: Element): CellBlock[][] {
  return element.children.flatMap((child) => {
    if (!isTag(child)) return [];
    if (child.name !== 'tr') return rowsOf(child);
    const cells = child.children.filter((cell): cell is Element => isTag(cell) && ['th', 'td'].includes(cell.name));
    return [
      cells.map((cell) => ({
        text: textOf(cell),
        head: cell.name === 'th',
        span: Math.max(1, Number(cell.attribs.colspan) || 1),
      })),
    ];
  });
}

/** The text of an element; where it is kept as written (class `text`), with its line breaks. */
function textOf(element: Element): string {
  const raw = rawOf(element.children);
  const kept = (element.attribs.class ?? '').split(/\s+/).includes('text');
  return kept ? raw.trim() : raw.split('\n').map(collapsed).join('\n').trim();
}

function rawOf(nodes: ChildNode[]): string {
  return nodes
    .map((node) => {
      if (isText(node)) return node.data;
      if (!isTag(node) || SILENT.has(node.name)) return '';
      return node.name === 'br' ? '\n' : rawOf(node.children);
    })
    .join('');
}

function collapsed(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').trim();
}
