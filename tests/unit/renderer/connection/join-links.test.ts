import { beforeEach, expect, test, vi } from 'vitest';
import { listenForJoinLinks } from '#renderer/connection/join-links.ts';
import { pendingInvitation, startInvitations } from '#renderer/state/pending-invitation.ts';
import { linkMessage } from '#shared/contract/bridge.ts';

const link = 'sextant://join/AbC-_9';

/** A window to which events are sent, and elements as far as it matters whether somebody writes in them. */
class ElementDouble extends EventTarget {
  readonly #isField: boolean;
  constructor(isField: boolean) {
    super();
    this.#isField = isField;
  }
  closest(): ElementDouble | null {
    return this.#isField ? this : null;
  }
}
let page: EventTarget;
const heard = vi.fn<(link: string) => void>();
const requestLinks = vi.fn<() => void>();

beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal('window', page);
  vi.stubGlobal('Element', ElementDouble);
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  heard.mockReset();
  requestLinks.mockReset();
  return () => vi.unstubAllGlobals();
});

function message(data: unknown, source: unknown = page): void {
  page.dispatchEvent(Object.assign(new Event('message'), { data, source }));
}

function paste(text: string, isField = false): boolean {
  const event = Object.assign(new Event('paste', { cancelable: true }), { clipboardData: { getData: () => text } });
  Object.defineProperty(event, 'target', { value: new ElementDouble(isField) });
  return page.dispatchEvent(event);
}

test('a link that the desktop brings is heard, once the page has asked for links', () => {
  listenForJoinLinks({ platform: 'linux', requestPort() {}, requestLinks }, heard);
  expect(requestLinks).toHaveBeenCalledOnce();
  message({ type: linkMessage, link });
  expect(heard).toHaveBeenCalledExactlyOnceWith(link);
});

test.each([
  ['another message', { type: 'sextant:other', link }],
  ['another link', { type: linkMessage, link: 'https://example.org/' }],
  ['no text', { type: linkMessage, link: 7 }],
  ['a bare link', link],
  ['nothing', null],
])('%s is not heard', (_name, data) => {
  listenForJoinLinks(undefined, heard);
  message(data);
  expect(heard).not.toHaveBeenCalled();
});

test('a message of another window is not heard', () => {
  listenForJoinLinks(undefined, heard);
  message({ type: linkMessage, link }, new EventTarget());
  expect(heard).not.toHaveBeenCalled();
});

test('a link that is pasted into the page is heard, one that is pasted into a field stays there', () => {
  listenForJoinLinks(undefined, heard);
  expect(paste(link, true)).toBe(true);
  expect(paste('a text with sextant in it')).toBe(true);
  expect(heard).not.toHaveBeenCalled();
  expect(paste(`  ${link}\n`)).toBe(false);
  expect(heard).toHaveBeenCalledExactlyOnceWith(link);
});

test('an invitation that came waits until it is answered, and a later one takes its place', () => {
  startInvitations();
  expect(pendingInvitation.get()).toBeNull();
  message({ type: linkMessage, link });
  message({ type: linkMessage, link: `${link}2` });
  expect(pendingInvitation.get()).toBe(`${link}2`);
});
