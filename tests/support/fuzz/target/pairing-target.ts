// What pairs devices and lets them find each other: links, codes, messages of a pairing, packets in the local network.
import { createHash } from 'node:crypto';
import { readDiscoveryMessage, writeAnnouncement, writeQuestion } from '#electron/engine/sync/discovery-message.ts';
import { type Invitation, readInvitation, writeInvitation } from '#electron/engine/sync/invitation.ts';
import { sealInvitation, unsealInvitation } from '#electron/engine/sync/sealed-invitation.ts';
import { makeShortCode, readShortCode, ShortCodeGuard, ShortCodeIssuer, ShortCodeJoiner } from '#electron/engine/sync/short-code.ts';
import { joinLink } from '#shared/contract/join-link.ts';
import type { FuzzTarget } from '../target.ts';

const prefix = 'sextant://join/';

const invitation: Invitation = {
  issuer: 'ab'.repeat(32),
  invitationId: 'invitation-1',
  secret: 'cd'.repeat(32),
  grant: { role: 'editor' },
  addresses: ['192.168.1.2:4000', '[fe80::1%eth0]:4000'],
  relays: ['https://relay.example/'],
  expires: '2100-01-01T00:00:00Z',
  workspaceName: 'Harbour',
  issuerName: 'Ana',
  workspaceTag: '0123456789abcdef',
};

/** Links: what they say is behind a checksum that everybody can make. */
export function linkTarget(): FuzzTarget {
  const seeds = [invitation, { ...invitation, grant: { personId: 'p', personName: 'Ben' }, addresses: [], relays: [] }];
  return {
    seeds: seeds.map((one) => Buffer.from(writeInvitation(one))),
    split: (bytes) => [{ tag: 'content', bytes: Buffer.from(bytes.toString('latin1').slice(prefix.length), 'base64url').subarray(5) }],
    join: (pieces) => {
      const content = Buffer.concat(pieces.map(({ bytes }) => bytes));
      const check = createHash('sha256').update(content).digest().subarray(0, 4);
      return Buffer.from(prefix + Buffer.concat([Buffer.of(1), check, content]).toString('base64url'));
    },
    take(bytes) {
      const text = bytes.toString('utf8');
      joinLink(text);
      const code = readShortCode(text);
      if (code.ok && code.value.letters.length !== 8) throw new Error('A short code has another length.');
      const read = readInvitation(text, 0);
      if (!read.ok) {
        if (read.error.message.includes(invitation.secret)) throw new Error('A refusal tells the secret.');
        return false;
      }
      const again = readInvitation(writeInvitation(read.value), 0);
      if (!again.ok || JSON.stringify(again.value) !== JSON.stringify(read.value)) throw new Error('It is written as another one.');
      return true;
    },
  };
}

/** Messages of a pairing by a short code: the first byte says to whom and how far the pairing is, the rest is the message. */
export function pairingTarget(): FuzzTarget {
  const random = (length: number): Buffer => Buffer.alloc(length, 7);
  const read = readShortCode(makeShortCode(random));
  if (!read.ok) throw new Error('Expected a code.');
  const code = read.value;
  const ids = { joiner: 'aa'.repeat(32), issuer: 'bb'.repeat(32) };
  const begin = (): { guard: ShortCodeGuard; issuer: ShortCodeIssuer; joiner: ShortCodeJoiner } => {
    const guard = new ShortCodeGuard(code, 1000);
    return {
      guard,
      issuer: new ShortCodeIssuer(guard, ids, (length) => Buffer.alloc(length, 1)),
      joiner: new ShortCodeJoiner(code, ids, (length) => Buffer.alloc(length, 2)),
    };
  };
  const { issuer, joiner } = begin();
  const first = joiner.start();
  const messages: Buffer[] = [Buffer.concat([Buffer.of(0), first])];
  const second = issuer.receive(first, 0);
  if (second.kind !== 'send') throw new Error('Expected an answer.');
  messages.push(Buffer.concat([Buffer.of(1), second.message]));
  const third = joiner.receive(second.message, 0);
  if (third.kind !== 'send') throw new Error('Expected a confirmation.');
  messages.push(Buffer.concat([Buffer.of(2), third.message]));
  const fourth = issuer.receive(third.message, 0);
  if (fourth.kind !== 'paired' || fourth.message === null) throw new Error('Expected a key.');
  messages.push(Buffer.concat([Buffer.of(3), fourth.message]));
  return {
    seeds: messages,
    take(bytes) {
      const due = (bytes[0] ?? 0) % 4;
      const message = bytes.subarray(1);
      const now = begin();
      // As far as the pairing goes before this message.
      const started = now.joiner.start();
      if (due >= 1) {
        const answer = now.issuer.receive(started, 0);
        if (due >= 2 && answer.kind === 'send') {
          const confirmed = now.joiner.receive(answer.message, 0);
          if (due === 3 && confirmed.kind === 'send') now.issuer.receive(confirmed.message, 0);
        }
      }
      const step = due % 2 === 0 ? now.issuer.receive(message, 0) : now.joiner.receive(message, 0);
      const honest = messages.some((one) => one.equals(Buffer.concat([Buffer.of(due), message])));
      if (step.kind === 'paired' && !honest) throw new Error('Somebody got the key without the code.');
      return step.kind !== 'failed';
    },
  };
}

/** An invitation that is sealed with the key of a pairing. */
export function sealedInvitationTarget(): FuzzTarget {
  const key = Buffer.alloc(32, 9);
  const links = [prefix + 'a'.repeat(300), writeInvitation(invitation)];
  return {
    seeds: links.map((link) => Buffer.from(sealInvitation(key, link))),
    take(bytes) {
      const link = unsealInvitation(key, bytes);
      if (link === null) return false;
      if (!links.includes(link)) throw new Error('Something was unsealed that nobody sealed.');
      return true;
    },
  };
}

/** Packets of the local network. */
export function discoveryTarget(): FuzzTarget {
  const tags = ['ab'.repeat(16), 'cd'.repeat(16)];
  return {
    seeds: [
      Buffer.from(writeQuestion()),
      Buffer.from(writeAnnouncement('announcement', '0123456789abcdef', { port: 4711, tags, pairing: null }, '10.0.0.1')),
      Buffer.from(
        writeAnnouncement(
          'farewell',
          'f'.repeat(16),
          { port: 1, tags: [], pairing: { label: 'K7', deviceId: 'ab'.repeat(32) } },
          '10.0.0.1',
        ),
      ),
    ],
    take(bytes) {
      const message = readDiscoveryMessage(bytes);
      if (message === null) return false;
      if (message.kind === 'question') return true;
      const again = readDiscoveryMessage(writeAnnouncement(message.kind, message.instance, message.announcement, '10.0.0.1'));
      if (JSON.stringify(again) !== JSON.stringify(message)) throw new Error('It is written as another one.');
      return true;
    },
  };
}
