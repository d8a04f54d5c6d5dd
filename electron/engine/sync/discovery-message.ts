// What devices ask and say in a local network: DNS messages by multicast (RFC 6762, RFC 6763) about the service `_sextant._udp`.
//
// Announcement: PTR to a random instance name, SRV with the port, TXT with `t=` tags and, while a short code is shown, `p=` with the
// code's label and the device's id; A with the address of the interface that it goes out of, and of no other.
import { AUTHORITATIVE_ANSWER, decode, encode } from 'dns-packet';
import { z } from 'zod';
import './dns-packet-type.ts';

const service = '_sextant._udp.local';
/** Longest message that is looked at, in bytes: what fits one packet of any network. Announcements of ours have less than half. */
export const longestMessage = 1500;
const mostTags = 4;
/** Seconds for which others may keep an announcement. */
const lifetime = 120;

/** What is announced. */
export interface Announcement {
  /** UDP port at which the device takes connections. */
  readonly port: number;
  /** See `discoveryTag`; at most 4. */
  readonly tags: readonly string[];
  /** The open short code's label and this device, for whoever types the code; only while one is shown. */
  readonly pairing: { readonly label: string; readonly deviceId: string } | null;
}

/** A message that means something here; a farewell takes an announcement back. */
export type DiscoveryMessage =
  | { readonly kind: 'question' }
  | { readonly kind: 'announcement' | 'farewell'; readonly instance: string; readonly announcement: Announcement };

/** Asks who is there. */
export function writeQuestion(): Uint8Array {
  return encode({ type: 'query', questions: [{ name: service, type: 'PTR' }] });
}

/** @param instance - a random word by which this announcement is known. @param address - IPv4 address of the interface. */
export function writeAnnouncement(
  kind: 'announcement' | 'farewell',
  instance: string,
  announcement: Announcement,
  address: string,
): Uint8Array {
  const { port, tags, pairing } = announcement;
  const ttl = kind === 'farewell' ? 0 : lifetime;
  const [name, host] = [`${instance}.${service}`, `${instance}.local`];
  const text = [
    ...tags.slice(0, mostTags).map((tag) => `t=${tag}`),
    ...(pairing === null ? [] : [`p=${pairing.label}${pairing.deviceId}`]),
  ];
  return encode({
    type: 'response',
    flags: AUTHORITATIVE_ANSWER,
    answers: [
      { name: service, type: 'PTR', ttl, data: name },
      { name, type: 'SRV', ttl, data: { port, target: host } },
      { name, type: 'TXT', ttl, data: text },
      { name: host, type: 'A', ttl, data: address },
    ],
  });
}

const Service = z.object({ port: z.int().min(1).max(65_535) });
const Text = z.array(z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 100)).max(16);
const Tag = /^t=([0-9a-f]{32})$/u;
const Pairing = /^p=([0-9A-Z]{2})([0-9a-f]{64})$/u;

/** Reads what anybody in the network sent; `null` for everything that means nothing here. Never throws. */
export function readDiscoveryMessage(bytes: Uint8Array): DiscoveryMessage | null {
  if (bytes.length > longestMessage) return null;
  try {
    const message = decode(bytes);
    if (message.type === 'query') {
      const asked = message.questions.some(({ name, type }) => name.toLowerCase() === service && (type === 'PTR' || type === 'ANY'));
      return asked ? { kind: 'question' } : null;
    }
    const records = [...message.answers, ...message.additionals];
    const pointer = records.find(({ type, name }) => type === 'PTR' && name.toLowerCase() === service);
    const name = z.string().safeParse(pointer?.data).data?.toLowerCase();
    const instance = name?.endsWith(`.${service}`) === true ? name.slice(0, -service.length - 1) : '';
    if (!/^[0-9a-f]{16}$/u.test(instance)) return null;
    const dataOf = (wanted: string): unknown =>
      records.find((record) => record.type === wanted && record.name.toLowerCase() === name)?.data;
    const at = Service.safeParse(dataOf('SRV'));
    const text = Text.safeParse(dataOf('TXT'));
    if (!at.success || !text.success) return null;
    const words = text.data.map((word) => Buffer.from(word).toString('latin1'));
    const tags = words.flatMap((word) => Tag.exec(word)?.[1] ?? []).slice(0, mostTags);
    const [, label, deviceId] = words.map((word) => Pairing.exec(word)).find((found) => found !== null) ?? [];
    const pairing = label === undefined || deviceId === undefined ? null : { label, deviceId };
    return { kind: pointer?.ttl === 0 ? 'farewell' : 'announcement', instance, announcement: { port: at.data.port, tags, pairing } };
  } catch {
    return null;
  }
}
