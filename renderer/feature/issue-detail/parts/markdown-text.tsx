import MarkdownIt from 'markdown-it';
import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import './markdown-text.css';

/** Raw HTML is shown as text, and nothing is loaded from anywhere. */
const reader = new MarkdownIt({ html: false, linkify: false, typographer: false });

type Token = ReturnType<typeof reader.parse>[number];

/** Elements that may come out; any other token keeps its text and loses its element. */
const elements = new Set('p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong s table thead tbody tr th td hr br'.split(' '));

/** Addresses that a link may lead to. */
const safeAddress = /^(https?:|mailto:)/i;

/** Markdown as React elements: never as HTML text, so that a plan cannot run anything in the page. */
export function MarkdownText({ text }: { text: string }): ReactNode {
  const content = useMemo(() => blockNodes(reader.parse(text, {})), [text]);
  return <div className="markdown-text">{content}</div>;
}

/** One line of Markdown without a paragraph around it. */
export function MarkdownLine({ text }: { text: string }): ReactNode {
  const content = useMemo(() => nodesOf(reader.parseInline(text, {}).flatMap((token) => token.children ?? [])), [text]);
  return <span className="markdown-text">{content}</span>;
}

function blockNodes(tokens: readonly Token[]): ReactNode[] {
  return nodesOf(tokens);
}

/** Turns a flat run of opening, closing and single tokens into nested elements. */
function nodesOf(tokens: readonly Token[]): ReactNode[] {
  const nodes: ReactNode[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (token.nesting !== 1) {
      nodes.push(single(token, at));
      continue;
    }
    const end = closing(tokens, at);
    nodes.push(enclosing(token, nodesOf(tokens.slice(at + 1, end)), at));
    at = end;
  }
  return nodes;
}

/** Place of the token that closes the one at `from`; the end of the run when nothing does. */
function closing(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    depth += tokens[at]?.nesting ?? 0;
    if (depth === 0) return at;
  }
  return tokens.length;
}

function enclosing(token: Token, children: ReactNode[], key: number): ReactNode {
  // A tight list has paragraphs that are not to be seen.
  if (token.hidden) return <Fragment key={key}>{children}</Fragment>;
  if (token.tag === 'a') {
    const address = String(token.attrGet('href') ?? '');
    if (!safeAddress.test(address)) return <Fragment key={key}>{children}</Fragment>;
    return (
      <a key={key} href={address} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    );
  }
  if (!elements.has(token.tag)) return <Fragment key={key}>{children}</Fragment>;
  const start = token.tag === 'ol' ? Number(token.attrGet('start') ?? '1') : undefined;
  return createElement(token.tag, start === undefined ? { key } : { key, start }, ...children);
}

function single(token: Token, key: number): ReactNode {
  switch (token.type) {
    case 'inline':
      return <Fragment key={key}>{nodesOf(token.children ?? [])}</Fragment>;
    case 'text':
      return token.content;
    case 'softbreak':
      return '\n';
    case 'hardbreak':
      return <br key={key} />;
    case 'hr':
      return <hr key={key} />;
    case 'code_inline':
      return <code key={key}>{token.content}</code>;
    case 'fence':
    case 'code_block':
      return (
        <pre key={key}>
          <code>{token.content}</code>
        </pre>
      );
    case 'image':
      return <em key={key}>{token.content === '' ? 'picture' : token.content}</em>;
    default:
      return token.content;
  }
}
