import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ToastBody, type ToastMessage } from '#renderer/ui/toast.tsx';

const html = (message: Partial<ToastMessage>): string =>
  renderToStaticMarkup(<ToastBody message={{ id: 1, tone: 'done', text: 'Undone', ...message }} onClose={() => undefined} />);
const buttons = (markup: string): string[] => [...markup.matchAll(/<button[^>]*>([^<]*)/g)].map((match) => match[1] ?? '');

describe('a toast', () => {
  test('has a button for each way on, in order, and none to close what passes by itself', () => {
    const run = (): void => undefined;
    expect(
      buttons(
        html({
          actions: [
            { label: 'Open', run },
            { label: 'Undo', run },
          ],
        }),
      ),
    ).toEqual(['Open', 'Undo']);
    expect(buttons(html({}))).toEqual([]);
    expect(buttons(html({ tone: 'problem' }))).toEqual(['Close']);
  });

  test('stays with its notes, says three of them, and counts the rest', () => {
    const notes = ['one', 'two', 'three', 'four', 'five'];
    const markup = html({ notes, actions: [{ label: 'Redo', run: () => undefined }] });
    expect(buttons(markup)).toEqual(['Redo', 'Close']);
    expect([...markup.matchAll(/<li>([^<]*)/g)].map((match) => match[1])).toEqual(['one', 'two', 'three', 'and 2 more']);
  });
});
