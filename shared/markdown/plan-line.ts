// The lines of a plan with their place in the Markdown structure: heading, list item, code, table … First step of
// reading. The blocks are found by markdown-it, so that a `##` inside a code fence is not taken for a heading; what a
// line says is left to the readers.
import MarkdownIt, { type Token } from 'markdown-it';
import { repairMojibake } from './repair-mojibake.ts';

/** What a line is in the Markdown structure. `continued` is a further line of a list item. */
type LineShape = 'blank' | 'heading' | 'rule' | 'fence' | 'code' | 'html' | 'table' | 'item' | 'continued' | 'quote' | 'text';

/** One line of a plan, repaired from mojibake. Columns count UTF-16 units in `text`. */
export interface PlanLine {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
  readonly shape: LineShape;
  /** 1 to 6 for a heading, else 0. */
  readonly level: number;
  /** Columns of white space at the start, a tab reaching to the next multiple of four. */
  readonly indent: number;
  /** The text without `##`, list marker, box or `>`. */
  readonly content: string;
  /** Column at which `content` starts. */
  readonly contentAt: number;
  /** The mark in the box of a list item: ` `, `x`, `X`, `~`, `-`, `!`, `/`; `null` without a box. */
  readonly box: string | null;
  /** Column of the mark in the box. */
  readonly boxAt: number;
}

// `priority: P0` above `---` would be a heading in CommonMark: in a plan it never is. References define nothing here.
const parser = new MarkdownIt({ html: true }).disable(['lheading', 'reference']);
parser.core.ruler.enableOnly(['normalize', 'block']);

/** What says something of lines. The rest (paragraphs, their text, ends) is most of what markdown-it finds. */
const telling: ReadonlySet<string> = new Set([
  'list_item_open',
  'blockquote_open',
  'fence',
  'code_block',
  'html_block',
  'table_open',
  'heading_open',
  'hr',
]);

/** Keeps only tokens that say something of lines: of a plan of 10,000 issues the others were a hundred megabytes. */
class LineState extends parser.block.State {
  readonly #spare = new this.Token('', '', 0);

  override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
    if (telling.has(type)) return super.push(type, tag, nesting);
    // Rules fill in what they get, and count on the level.
    if (nesting < 0) this.level -= 1;
    this.#spare.level = this.level;
    if (nesting > 0) this.level += 1;
    return this.#spare;
  }
}
parser.block.State = LineState;

const marker = /^(\s*)(?:[-*+]|\d{1,9}[.)])(?:\s+|$)/;
const looseBox = /^(\s*)(?:[-*+]|\d{1,9}[.)])\s*(?=\[[ xX~!/-]\](?![([:]))/;
const box = /^\[([ xX~!/-])\](?![([:])\s*/;

/** Reads the structure of a plan from its lines (without line ends, not yet repaired). */
export function readPlanLines(source: readonly { readonly text: string }[]): PlanLine[] {
  const texts = source.map((line) => repairMojibake(line.text));
  const frontMatter = frontMatterEnd(texts);
  const shapes = blockShapes(texts, frontMatter);
  return texts.map((text, index) => planLine(index + 1, text, shapes[index] ?? 'text'));
}

function planLine(number: number, text: string, block: LineShape): PlanLine {
  const base = { number, text, level: 0, indent: indentOf(text), box: null, boxAt: -1 };
  if (block === 'heading') {
    const opening = /^\s{0,3}(#{1,6})\s*/.exec(text);
    const contentAt = opening?.[0].length ?? 0;
    const content = text.slice(contentAt).replace(/(?:^|\s+)#*\s*$/, '');
    return { ...base, shape: 'heading', level: opening?.[1]?.length ?? 0, content, contentAt };
  }
  if (block === 'quote') {
    const contentAt = /^\s*(?:>\s?)+\s*/.exec(text)?.[0].length ?? 0;
    return { ...base, shape: contentAt === 0 ? 'text' : 'quote', content: text.slice(contentAt).trimEnd(), contentAt };
  }
  if (block === 'item' || block === 'continued' || block === 'text') {
    const opening = looseBox.exec(text) ?? (block === 'item' ? marker.exec(text) : null);
    if (opening !== null) {
      const found = box.exec(text.slice(opening[0].length));
      const contentAt = opening[0].length + (found?.[0].length ?? 0);
      const boxAt = found === null ? -1 : opening[0].length + 1;
      return { ...base, shape: 'item', content: text.slice(contentAt).trimEnd(), contentAt, box: found?.[1] ?? null, boxAt };
    }
  }
  const contentAt = text.length - text.trimStart().length;
  return { ...base, shape: block, content: text.trim(), contentAt };
}

function blockShapes(texts: readonly string[], skip: number): LineShape[] {
  const shapes = texts.map((text, index): LineShape => (index < skip ? 'html' : text.trim() === '' ? 'blank' : 'text'));
  const mark = (from: number, to: number, shape: LineShape, overBlank: boolean): void => {
    for (let index = from; index < to && index < shapes.length; index += 1) {
      if ((overBlank || shapes[index] !== 'blank') && (shapes[index] !== 'item' || shape === 'item')) shapes[index] = shape;
    }
  };
  const body = skip === 0 ? texts.join('\n') : '\n'.repeat(skip) + texts.slice(skip).join('\n');
  let quoted = 0;
  for (const token of parser.parse(body, {})) {
    if (token.map === null || token.map[0] < quoted) continue;
    const [from, to] = token.map;
    if (token.type === 'list_item_open') {
      mark(from + 1, to, 'continued', false);
      mark(from, from + 1, 'item', false);
    } else if (token.type === 'blockquote_open') {
      if (token.level === 0) mark(from, to, 'quote', false);
      quoted = to;
    } else if (token.type === 'fence') mark(from, to, 'fence', true);
    else if (token.type === 'code_block') mark(from, to, 'code', false);
    else if (token.type === 'html_block') mark(from, to, 'html', false);
    else if (token.type === 'table_open') mark(from, to, 'table', false);
    else if (token.level === 0 && token.type === 'heading_open') mark(from, to, 'heading', false);
    else if (token.level === 0 && token.type === 'hr') mark(from, to, 'rule', false);
  }
  return shapes;
}

/** Number of lines that a YAML block at the top of the file takes, or 0. */
function frontMatterEnd(texts: readonly string[]): number {
  if (texts[0]?.trimEnd() !== '---') return 0;
  for (let index = 1; index < Math.min(texts.length, 200); index += 1) {
    const text = texts[index] ?? '';
    if (text.trimEnd() === '---') return index > 1 ? index + 1 : 0;
    if (!/^(?:[\w.-]+\s*:|\s+\S|- |#|\s*$)/.test(text) || /^#{2,}\s/.test(text)) return 0;
  }
  return 0;
}

function indentOf(text: string): number {
  let column = 0;
  for (const character of text) {
    if (character === ' ') column += 1;
    else if (character === '\t') column += 4 - (column % 4);
    else break;
  }
  return column;
}
