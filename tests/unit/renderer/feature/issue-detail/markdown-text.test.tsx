import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { MarkdownLine, MarkdownText } from '#renderer/feature/issue-detail/parts/markdown-text.tsx';

const html = (text: string): string => renderToStaticMarkup(<MarkdownText text={text} />);

/** Everything between `<` and `>` that comes out. */
const tags = (text: string): string[] => [...html(text).matchAll(/<\/?([a-z0-9]+)/g)].map((match) => match[1] ?? '');

describe('Markdown on the page', () => {
  test('lets out known elements only, whatever comes in', () => {
    const piece = fc.constantFrom(
      '<script>alert(1)</script>',
      '<img src=x onerror=a()>',
      '[a](javascript:alert(1))',
      '**',
      '`',
      '\n\n',
      '- ',
      '> ',
      '1. ',
      '# ',
      '| a | b |\n|--|--|\n',
      '```\n',
      'text',
      '![p](http://x/y.png)',
    );
    const allowed = new Set(
      'div p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong s table thead tbody tr th td hr br a'.split(' '),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expect(tags(text).filter((tag) => !allowed.has(tag))).toEqual([]);
        expect(html(text)).not.toMatch(/href="(?!https?:|mailto:)/);
      }),
    );
  });

  test('draws lists, tables, code and marks', () => {
    expect(html('- one\n- **two**')).toBe(
      '<div class="markdown-text"><ul><li>one</li>\n<li><strong>two</strong></li></ul></div>'.replace('\n', ''),
    );
    expect(html('```ts\n## not a heading\n---\n```')).toContain('<pre><code>## not a heading\n---\n</code></pre>');
    expect(tags('| a | b |\n|---|---|\n| 1 | 2 |')).toContain('td');
    expect(html('3. c')).toContain('<ol start="3">');
  });

  test('keeps the words of what it does not draw', () => {
    expect(html('<b>bold</b>')).toContain('&lt;b&gt;bold&lt;/b&gt;');
    expect(html('[here](javascript:alert(1))')).toContain('here');
    expect(html('![a plan](http://example.org/plan.png)')).toContain('<em>a plan</em>');
  });

  test('opens links outside without telling where from', () => {
    expect(html('[docs](https://example.org/a)')).toContain(
      '<a href="https://example.org/a" target="_blank" rel="noreferrer noopener">docs</a>',
    );
  });

  test('a line has no paragraph around it', () => {
    expect(renderToStaticMarkup(<MarkdownLine text="`a.ts` and *b*" />)).toBe(
      '<span class="markdown-text"><code>a.ts</code> and <em>b</em></span>',
    );
  });
});
