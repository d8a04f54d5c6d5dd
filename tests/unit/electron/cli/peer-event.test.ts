import { expect, test } from 'vitest';
import { type PeerMoment, peerEvents } from '#electron/cli/peer/peer-event.ts';
import { awayRow, calmSummary } from '#tests/support/sync/status.ts';

type Device = PeerMoment['sync']['rows'][number];

const own = 'a'.repeat(64);
const ana = 'b'.repeat(64);

function device(facts: Partial<Device> = {}): Device {
  return { ...awayRow, id: ana, device: "Ana's laptop", person: 'Ana', heardAt: null, ...facts };
}

function moment(team: Partial<PeerMoment['team']> = {}, sync: Partial<PeerMoment['sync']['summary']> = {}, ...rows: Device[]): PeerMoment {
  return {
    team: {
      workspaceId: 'w1',
      deviceId: own,
      personId: 'p0',
      role: 'viewer',
      called: { person: 'Ben', device: 'laptop' },
      invitations: [],
      ...team,
    },
    sync: {
      summary: { ...calmSummary, ...sync },
      rows,
    },
  };
}

const alone = { workspaceId: null, personId: null, role: null };

test('a device that comes, has the same, changes its path and goes is told once each', () => {
  const moments = [
    moment({}, {}, device()),
    moment({}, {}, device({ connected: true, path: 'relay' })),
    moment({}, {}, device({ connected: true, path: 'relay', inSync: true })),
    moment({}, {}, device({ connected: true, path: 'relay', inSync: true, heardAt: '2026-11-20T09:00:00.000Z' })),
    moment({}, {}, device({ connected: true, path: 'direct', inSync: true })),
    moment({}, {}, device({ waiting: 2 })),
    moment({}, {}),
  ];
  const told = moments.map((now, index) => peerEvents(moments[index - 1] ?? null, now));
  const named = { device: ana, person: 'Ana' };
  expect(told).toEqual([
    [],
    [{ event: 'connected', ...named, path: 'relay' }],
    [{ event: 'synced', ...named }],
    [],
    [{ event: 'connected', ...named, path: 'direct' }],
    [{ event: 'disconnected', ...named, waiting: 2 }],
    [],
  ]);
});

test('the way into a team and out of it', () => {
  const moments = [
    moment(alone),
    moment(alone, { waitingFor: 'Ana' }),
    moment(alone, { waitingFor: 'Ana' }),
    moment(alone, { refused: 'expired' }),
    moment(alone, { waitingFor: 'Ana' }),
    moment(),
    moment({ role: null }),
  ];
  const told = moments.flatMap((now, index) => peerEvents(moments[index - 1] ?? null, now));
  expect(told).toEqual([
    { event: 'not-invited' },
    { event: 'waiting', person: 'Ana' },
    { event: 'not-invited' },
    { event: 'refused', reason: 'expired' },
    { event: 'waiting', person: 'Ana' },
    { event: 'joined', role: 'viewer' },
    { event: 'shut-out' },
  ]);
});

test('the network: where this device is found, and that it does not work', () => {
  const addresses = ['192.168.1.20:4433'];
  const moments = [
    moment({}, { addresses }),
    moment({}, { trouble: 'No port.' }),
    moment({}, { trouble: 'No port.' }),
    moment({}, { addresses }),
  ];
  const told = moments.flatMap((now, index) => peerEvents(moments[index - 1] ?? null, now));
  expect(told).toEqual([
    { event: 'reachable', addresses },
    { event: 'trouble', reason: 'No port.' },
    { event: 'recovered' },
    { event: 'reachable', addresses },
  ]);
});
