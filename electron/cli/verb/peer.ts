import type { Call, Report, Verb } from '../call.ts';
import { compareDevice } from '../peer/compare-device.ts';
import { inviteSomebody } from '../peer/invite-somebody.ts';
import { joinTeam } from '../peer/join-team.ts';
import { quarantine } from '../peer/quarantine.ts';
import { leaveTeam } from '../peer/leave-team.ts';
import { repairPlan } from '../peer/repair-plan.ts';
import { setNetwork, switchSync } from '../peer/set-network.ts';
import { sharedFolder } from '../peer/shared-folder.ts';
import { showStatus } from '../peer/show-status.ts';
import { changeRole, deviceIdOf, listMembers, revokeNamed, startTeam, withdrawInvitation } from '../peer/team-action.ts';
import { nearestWord } from '#shared/base/nearest-word.ts';
import { misuse } from '../refusal.ts';

interface Action {
  readonly operands: string;
  /** Fewest and most words that follow. */
  readonly words: readonly [number, number];
  /** Flags that it takes; the others are refused. */
  readonly flags: readonly string[];
  run(call: Call, operands: readonly string[]): Promise<Report>;
}

const actions: Readonly<Record<string, Action>> = {
  id: { operands: '', words: [0, 0], flags: [], run: deviceIdOf },
  start: { operands: '', words: [0, 0], flags: ['name', 'device'], run: startTeam },
  invite: { operands: '', words: [0, 0], flags: ['role', 'hours', 'for', 'qr', 'code', 'wait'], run: inviteSomebody },
  withdraw: { operands: 'INVITATION', words: [1, 1], flags: [], run: withdrawInvitation },
  join: { operands: 'LINK|CODE', words: [1, 1], flags: ['name', 'device'], run: joinTeam },
  list: { operands: '', words: [0, 0], flags: [], run: listMembers },
  role: { operands: 'NAME ROLE', words: [2, 2], flags: [], run: changeRole },
  revoke: { operands: 'NAME|DEVICE', words: [1, 1], flags: [], run: revokeNamed },
  quarantine: { operands: '[take-over ID…|all]', words: [0, 4], flags: [], run: quarantine },
  leave: { operands: '', words: [0, 0], flags: ['owner'], run: leaveTeam },
  compare: { operands: '[NAME|DEVICE]', words: [0, 1], flags: [], run: compareDevice },
  repair: { operands: '', words: [0, 0], flags: [], run: repairPlan },
  status: { operands: '', words: [0, 0], flags: ['wait-synced', 'with'], run: showStatus },
  on: { operands: '', words: [0, 0], flags: ['port', 'discovery'], run: (call) => switchSync(call, true) },
  off: { operands: '', words: [0, 0], flags: [], run: (call) => switchSync(call, false) },
  folder: { operands: '[FOLDER|off]', words: [0, 1], flags: [], run: (call, [folder]) => sharedFolder(call, folder ?? null) },
  network: { operands: 'local|relay|URL…', words: [1, 4], flags: ['port', 'discovery'], run: setNetwork },
};

/** `sextant peer …`: working on one plan from several devices. */
export const peerVerb: Verb = {
  name: 'peer',
  summary:
    'work on one plan from several devices: start, invite, join, list, role, revoke, leave, compare, repair, quarantine, status, on, off, network, folder',
  operands: 'ACTION',
  words: [0, 5],
  begins: ['start', 'join'],
  options: {
    name: { type: 'string', value: 'NAME', help: 'start, join: how the others see you (default the name of the user)' },
    device: { type: 'string', value: 'DEVICE', help: 'start, join: how the others see this device (default the name of the machine)' },
    role: { type: 'string', value: 'ROLE', help: 'invite: owner, editor or viewer (default editor)' },
    for: { type: 'string', value: 'PERSON', help: 'invite: another device of this member, with their role' },
    hours: { type: 'string', value: 'N', help: 'invite: for how long it can be redeemed (default 24)' },
    owner: { type: 'string', value: 'PERSON', help: 'leave: who is an owner from then on; the last owner has to say' },
    qr: { type: 'boolean', help: 'invite: show the link as a QR code, too' },
    code: { type: 'boolean', help: 'invite: show a short code for a device in the same network, and stay until it is redeemed' },
    wait: { type: 'boolean', help: 'invite: stay until it is redeemed, and show the number to compare' },
    'wait-synced': { type: 'string', value: 'SECONDS', help: 'status: wait until all devices have the same, and fail when they do not' },
    with: { type: 'string', value: 'NAME', multiple: true, help: 'status: only these members or devices' },
    port: { type: 'string', value: 'N', help: 'on, network: UDP port to be reached at (0: any free one, and the same again later)' },
    discovery: { type: 'string', value: 'on|off', help: 'on, network: whether devices on the local network are looked for' },
  },
  examples: [
    'sextant peer start --name Ana',
    'sextant peer invite --role editor',
    "sextant peer join 'sextant://join/…' --workspace NEW-FOLDER --name Ben",
    'sextant peer status',
    'sextant peer status --wait-synced 30 --with Ana',
    'sextant peer revoke "old laptop"',
    'sextant peer quarantine take-over all',
    'sextant peer compare',
    'sextant peer repair',
    'sextant peer network local --port 4433',
  ],
  run,
};

function run(call: Call): Promise<Report> {
  const [given = 'status', ...operands] = call.words;
  const names = Object.keys(actions);
  const action = Object.hasOwn(actions, given) ? actions[given] : undefined;
  if (action === undefined) {
    const nearest = nearestWord(given, names);
    const meant = nearest === null ? ` Known are ${names.join(', ')}.` : ` Did you mean ${nearest}?`;
    throw misuse(`peer has no action "${given}".${meant}`, given, names);
  }
  const [fewest, most] = action.words;
  if (operands.length < fewest || operands.length > most) {
    const got = operands.length === 0 ? 'nothing more' : operands.join(' ');
    throw misuse(`Expected ${`sextant peer ${given} ${action.operands}`.trimEnd()}, but got ${got}.`);
  }
  for (const flag of Object.keys(peerVerb.options)) {
    if (call.flags.isGiven(flag) && !action.flags.includes(flag)) throw misuse(`peer ${given} does not take --${flag}.`, `--${flag}`);
  }
  return action.run(call, operands);
}
