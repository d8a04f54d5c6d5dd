import type { QueryResult } from '#shared/contract/query.ts';
import type { Call, Report } from '../call.ts';
import { misuse, take } from '../refusal.ts';
import { safeLine } from '../terminal/text-width.ts';

type Relays = QueryResult<'sync-status'>['summary']['relays'];

/** What of the network flags may say. */
function flagsOf(call: Call): { readonly port?: number; readonly discovery?: boolean } {
  const port = call.flags.number('port', { from: 0, to: 65_535 });
  const discovery = call.flags.choice('discovery', ['on', 'off']);
  return { ...(port === null ? {} : { port }), ...(discovery === null ? {} : { discovery: discovery === 'on' }) };
}

function said({ summary }: QueryResult<'sync-status'>): Report {
  const { enabled, relays, discovery, port } = summary;
  const reach =
    relays === 'none'
      ? 'Only devices that are dialled themselves are contacted, no relay.'
      : `Where a device is not reached directly, through ${relays === 'default' ? "the relays of iroh's makers" : relays.join(', ')}.`;
  const words = [
    enabled ? 'Sync is on.' : 'Sync is off: nothing is sent to anybody.',
    reach,
    `The local network is ${discovery ? '' : 'not '}searched.`,
    ...(port === 0 ? [] : [`UDP port ${port}.`]),
  ];
  return {
    json: { enabled, relays, discovery, port },
    text: () => safeLine(words.join(' ')),
    hint: enabled ? 'It works while this workspace is open, in the app or with: sextant serve' : null,
  };
}

/** `peer on` and `peer off`. */
export async function switchSync(call: Call, enabled: boolean): Promise<Report> {
  const flags = flagsOf(call);
  const connection = await call.open();
  take(await connection.run('set-sync', { enabled, ...flags }));
  return said(take(await connection.query('sync-status', {})));
}

/** The relays that the words after `peer network` mean. */
function relaysOf(words: readonly string[]): Relays {
  const [first = ''] = words;
  if (words.length === 1 && first === 'local') return 'none';
  if (words.length === 1 && first === 'relay') return 'default';
  for (const word of words) {
    if (!/^https?:\/\/[^\s/]/iu.test(word)) {
      throw misuse(`peer network takes local, relay, or URLs of relays (https://relay.example), but got "${word}".`, word, [
        'local',
        'relay',
      ]);
    }
  }
  return [...words];
}

/** `peer network local|relay|URL…`. */
export async function setNetwork(call: Call, words: readonly string[]): Promise<Report> {
  const relays = relaysOf(words);
  const flags = flagsOf(call);
  const connection = await call.open();
  take(await connection.run('set-sync', { relays, ...flags }));
  return said(take(await connection.query('sync-status', {})));
}
