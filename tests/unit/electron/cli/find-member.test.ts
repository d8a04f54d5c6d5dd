import { expect, test } from 'vitest';
import { findMember, findMemberOrDevice, type Member } from '#electron/cli/lookup/find-member.ts';

const device = (id: string, name: string, revoked = false): Member['devices'][number] => ({
  id: id.padEnd(64, '0'),
  name,
  revoked,
  isThis: false,
});
const member = (name: string, devices: Member['devices'], revoked = false): Member => ({
  id: `id of ${name}`,
  name,
  role: 'editor',
  revoked,
  isMe: false,
  devices,
});
const members = [
  member('Ana', [device('3f9a1c', 'laptop'), device('3f9b', 'box')]),
  member('Anabel', [device('77aa', 'Anas old phone')]),
  member('Ben', [device('1234', 'Ben')], true),
  member('Cleo', [device('beef', 'lost', true), device('cafe', 'desk')]),
];

test.each([
  ['ana', 'Ana'],
  ['ANABEL', 'Anabel'],
  ['c', 'Cleo'],
  ['id of Ana', 'Ana'],
])('%s is the member %s', (given, name) => {
  expect(findMember(members, given).name).toBe(name);
});

test.each([
  ['3f9a', 'laptop'],
  ['lap', 'laptop'],
  ['77AA', 'Anas old phone'],
  ['desk', 'desk'],
])('%s is the device %s', (given, name) => {
  expect(findMemberOrDevice(members, given).device?.name).toBe(name);
});

test.each([
  ['an', 'means 2 of the team'],
  ['', 'no member ""'],
  ['Ben', 'no member "Ben"'],
  ['Cleu', 'Did you mean Cleo?'],
])('%s is refused: %s', (given, said) => {
  expect(() => findMember(members, given)).toThrow(said);
});

test.each([
  // Three digits may be a name, and are not taken for a device.
  ['77a', 'no member or device'],
  ['3f9', 'no member or device'],
  ['beef', 'no member or device'],
  ['ana', 'Ana'],
])('%s among members and devices: %s', (given, said) => {
  const look = (): string => findMemberOrDevice(members, given).member.name;
  if (said === 'Ana') expect(look()).toBe(said);
  else expect(look).toThrow(said);
});
