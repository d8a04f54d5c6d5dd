// Lines that name a field: `**Priority:** P0`, `**Priority**: P0`, `priority: P0`. Says where the value stands, so that
// an edit can replace it alone.

/** A label and its value; `valueAt` is the column in the content that was read. */
export interface LabelLine {
  /** In lower case, `_` and `-` as blanks. */
  readonly name: string;
  /** As the plan writes it. */
  readonly label: string;
  /** Without white space around it. */
  readonly value: string;
  readonly valueAt: number;
}

const bold = /^\*\*([^*:]{1,80}?)\s*(?::\s*\*\*|\*\*\s*:)[^\S\r\n]*/;
const boldWithNote = /^\*\*([^*:]{1,80}\*\*[^\S\r\n]*\([^()]{1,80}\))[^\S\r\n]*:[^\S\r\n]*$/;
const plain = /^([A-Za-z][A-Za-z _-]{0,39}?)[^\S\r\n]*:[^\S\r\n]*/;

/**
 * Reads a bold label, the colon inside or outside of the stars, or behind a note: `**Success Criteria** (all):`. `null` when
 * the line has none.
 */
export function readBoldLabel(content: string): LabelLine | null {
  return labelLine(bold.exec(content) ?? boldWithNote.exec(content), content);
}

/** Reads a label without any mark-up: `priority: P0`; `null` when the line has none. */
export function readPlainLabel(content: string): LabelLine | null {
  return labelLine(plain.exec(content), content);
}

function labelLine(opening: RegExpExecArray | null, content: string): LabelLine | null {
  const label = opening?.[1]?.replace('**', '').trim() ?? '';
  if (opening === null || label === '') return null;
  const value = content.slice(opening[0].length).trim();
  return { name: label.toLowerCase().replaceAll(/[\s_-]+/g, ' '), label, value, valueAt: opening[0].length };
}
