// Two small readers of graph languages, written from their grammars and not from what Sextant prints: a graph that these
// refuse or read differently is one that a drawing program would too.

/** A graph as a drawing program would understand it: what is written in each box, and which box points to which. */
export interface ReadGraph {
  readonly labels: ReadonlyMap<string, string>;
  readonly edges: readonly (readonly [string, string])[];
}

/**
 * Reads a directed graph in DOT (the grammar of Graphviz: quoted ids, in which a backslash escapes the quote only).
 *
 * Labels are decoded as Graphviz decodes an `escString`. Throws where the text is not such a graph.
 */
export function readDot(text: string): ReadGraph {
  const tokens = dotTokens(text);
  let at = 0;
  const next = (): string => tokens[at++] ?? fail('the text ends too early');
  const expectToken = (wanted: string): void => {
    const token = next();
    if (token !== wanted) fail(`expected ${wanted}, got ${token}`);
  };
  const labels = new Map<string, string>();
  const edges: [string, string][] = [];
  expectToken('=digraph');
  if (tokens[at] !== '{') next();
  expectToken('{');
  while (tokens[at] !== '}') {
    const name = identifier(next());
    if (tokens[at] === '=') {
      at += 2;
    } else if (tokens[at] === '->') {
      at += 1;
      edges.push([name, identifier(next())]);
      attributes();
    } else {
      const label = attributes().get('label');
      if (!['node', 'edge', 'graph'].includes(name)) labels.set(name, label ?? name);
    }
    if (tokens[at] === ';') at += 1;
  }
  expectToken('}');
  if (at !== tokens.length) fail('there is text after the graph');
  return { labels, edges };

  function attributes(): Map<string, string> {
    const found = new Map<string, string>();
    while (tokens[at] === '[') {
      at += 1;
      while (tokens[at] !== ']') {
        const name = identifier(next());
        expectToken('=');
        found.set(name, escString(identifier(next())));
        if (tokens[at] === ',' || tokens[at] === ';') at += 1;
      }
      at += 1;
    }
    return found;
  }
}

/** Ids are marked with a leading `=`, so that a quoted `{` is not taken for a brace. */
function dotTokens(text: string): string[] {
  const tokens: string[] = [];
  const pattern = /\s+|"((?:[^"\\]|\\[\s\S])*)"|(->|[{}[\]=,;])|([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*|-?(?:\.\d+|\d+(?:\.\d*)?))/y;
  while (pattern.lastIndex < text.length) {
    const from = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) return fail(`no DOT at ${JSON.stringify(text.slice(from, from + 60))}`);
    if (match[1] !== undefined) tokens.push(`=${match[1].replaceAll('\\"', '"')}`);
    else if (match[2] !== undefined) tokens.push(match[2]);
    else if (match[3] !== undefined) tokens.push(`=${match[3]}`);
  }
  return tokens;
}

function identifier(token: string): string {
  return token.startsWith('=') && token.length > 1 ? token.slice(1) : token === '=' ? '' : fail(`expected an id, got ${token}`);
}

function escString(text: string): string {
  return text.replaceAll(/\\([\s\S])/g, (_whole, escaped: string) => {
    if (escaped === '\\') return '\\';
    if ('nlr'.includes(escaped)) return '\n';
    if ('GNEHTL'.includes(escaped)) return `<what \\${escaped} stands for>`;
    return escaped;
  });
}

const mermaidEntities: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', num: '#', apos: "'" };

/**
 * Reads a Mermaid flowchart of quoted labels, one statement a line; throws at anything else.
 *
 * A quote ends a label wherever it stands, `#name;` and `#35;` are characters, and what is left of HTML or of a Markdown
 * string is refused, because Mermaid would draw it as such.
 */
export function readMermaid(text: string): ReadGraph {
  const labels = new Map<string, string>();
  const edges: [string, string][] = [];
  const [first, ...lines] = text.split('\n').map((line) => line.trim());
  if (!/^(flowchart|graph) (LR|RL|TB|TD|BT)$/.test(first ?? '')) fail(`expected a flowchart, got ${first ?? ''}`);
  for (const line of lines) {
    if (line === '' || line.startsWith('%%') || /^(classDef|class|linkStyle|style) /.test(line)) continue;
    const edge = /^(.*?) (?:-->|-\.->|==>)(?:\|"[^"]*"\|)? (.*)$/.exec(withoutLabels(line));
    const names = labelledNodes(line);
    if (edge === null) {
      if (names.length !== 1) fail(`expected one node, got ${line}`);
    } else {
      edges.push([nodeName(edge[1]), nodeName(edge[2])]);
    }
    for (const [name, label] of names) labels.set(name, label);
  }
  return { labels, edges };
}

const mermaidNode = /(\w+)(\[\[|\[|\(\(|\(\[|\(|\{\{|\{|>)"([^"]*)"(?:\]\]|\]|\)\)|\]\)|\)|\}\}|\})(?::::\w+)?/g;

function withoutLabels(line: string): string {
  return line.replaceAll(mermaidNode, '$1');
}

function nodeName(text: string | undefined): string {
  const name = text ?? '';
  if (!/^\w+(:::\w+)?$/.test(name) || name === 'end') fail(`expected the name of a node, got ${name}`);
  return name.replace(/:::.*/, '');
}

function labelledNodes(line: string): (readonly [string, string])[] {
  return [...line.matchAll(mermaidNode)].map(([, name = '', , raw = '']) => {
    nodeName(name);
    if (raw.startsWith('`')) fail(`a Markdown string: ${raw}`);
    if (/<[a-z/!]/i.test(raw)) fail(`HTML in a label: ${raw}`);
    if (raw.includes('\\n')) fail(`a line break: ${raw}`);
    return [name, raw.replaceAll(/#(\w+);/g, (whole, entity: string) => mermaidCharacter(entity) ?? fail(`unknown entity ${whole}`))];
  });
}

function mermaidCharacter(entity: string): string | undefined {
  if (/^\d+$/.test(entity)) return String.fromCodePoint(Number(entity));
  return mermaidEntities[entity];
}

function fail(message: string): never {
  throw new Error(message);
}
