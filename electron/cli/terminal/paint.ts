import { styleText } from 'node:util';

/** What a piece of human output means; each meaning also has a word or a sign, so that colour is never needed. */
export type Tone = 'title' | 'quiet' | 'ready' | 'blocked' | 'critical' | 'active' | 'doubt';

/** Colours a text by its meaning, or leaves it alone. */
export type Paint = (tone: Tone, text: string) => string;

const style = {
  title: 'bold',
  quiet: 'dim',
  ready: 'green',
  blocked: 'red',
  critical: 'magenta',
  active: 'cyan',
  doubt: 'yellow',
} as const satisfies Record<Tone, Parameters<typeof styleText>[0]>;

/** Makes the painter of a stream: colours only on a terminal, and never when `NO_COLOR` is set. */
export function painter(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): Paint {
  const coloured = isTerminal && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
  if (!coloured) return (_tone, text) => text;
  return (tone, text) => (text === '' ? text : styleText(style[tone], text, { validateStream: false }));
}
