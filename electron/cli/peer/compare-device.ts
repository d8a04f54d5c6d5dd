import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import type { Call, Report } from '../call.ts';
import { deviceText, findMemberOrDevice } from '../lookup/find-member.ts';
import { Refusal, take } from '../refusal.ts';
import { safeLine } from '../terminal/text-width.ts';
import { compareDocuments } from './compare-documents.ts';
import { teamOf } from './team-action.ts';

/** The number that this device and another one show alike. */
export async function fingerprintOf(connection: Connection, deviceId: string): Promise<string> {
  return take(await connection.run('compare-device', { deviceId })).fingerprint;
}

/** `peer compare`: how the documents of everybody compare; `peer compare NAME|DEVICE`: the number that both sides read to each other, too. */
export async function compareDevice(call: Call, [given]: readonly string[]): Promise<Report> {
  const connection = await call.open();
  if (given === undefined) {
    const { json, text } = await compareDocuments(connection, null, call.host.today());
    return { json: { devices: json }, text, hint: 'Fetch from the others what is damaged or missing here: sextant peer repair' };
  }
  const { member, device } = findMemberOrDevice((await teamOf(connection)).rows, given);
  const devices = device === null ? member.devices.filter(({ revoked, isThis }) => !revoked && !isThis) : [device];
  const [only] = devices;
  if (only === undefined || only.isThis) {
    throw new Refusal(1, problem('invalid-argument', 'A number is compared with another device than this one.', given));
  }
  if (devices.length > 1) {
    const message = `${member.name} has ${devices.length} devices; name one.`;
    throw new Refusal(1, problem('ambiguous', message, given, devices.map(deviceText)));
  }
  const fingerprint = await fingerprintOf(connection, only.id);
  const { json, text } = await compareDocuments(connection, only.id, call.host.today());
  return {
    json: {
      personId: member.id,
      name: member.name,
      deviceId: only.id,
      device: only.name,
      fingerprint,
      documents: json[0]?.documents ?? [],
    },
    text: (paint, width) => `${safeLine(fingerprint)}\n${text(paint, width)}`,
    hint: `${member.name} must see the same on ${only.name}: sextant peer compare`,
  };
}
