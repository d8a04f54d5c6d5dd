// Every decoder that is tried with hostile bytes, by the name under which a test asks for it.
import { must } from '#shared/base/must.ts';
import type { FuzzTarget } from './target.ts';

const targets = {
  frame: async () => (await import('./target/frame-target.ts')).frameTarget(),
  message: async () => (await import('./target/frame-target.ts')).messageTarget(),
  'local frame': async () => (await import('./target/frame-target.ts')).localFrameTarget(),
  change: async () => (await import('./target/automerge-target.ts')).changeTarget(),
  'saved document': async () => (await import('./target/automerge-target.ts')).documentTarget(),
  'document form': async () => (await import('./target/automerge-target.ts')).formTarget(),
  'exchange message': async () => (await import('./target/automerge-target.ts')).exchangeTarget(),
  'membership entry': async () => (await import('./target/membership-target.ts')).entryTarget(),
  'membership chain': async () => (await import('./target/membership-target.ts')).chainTarget(),
  'invitation link': async () => (await import('./target/pairing-target.ts')).linkTarget(),
  'pairing message': async () => (await import('./target/pairing-target.ts')).pairingTarget(),
  'sealed invitation': async () => (await import('./target/pairing-target.ts')).sealedInvitationTarget(),
  'discovery message': async () => (await import('./target/pairing-target.ts')).discoveryTarget(),
  'sealed file': async () => (await import('./target/bundle-target.ts')).sealedFileTarget(),
  'bundle content': async () => (await import('./target/bundle-target.ts')).bundleTarget(),
  'session of a stranger': async () => (await import('./target/session-target.ts')).strangerTarget(),
  'session of a member': async () => (await import('./target/session-target.ts')).memberTarget(),
  'received change': async () => (await import('./target/received-target.ts')).receivedTarget(),
  'malformed content': async () => (await import('./target/received-target.ts')).malformedTarget(),
  'change that counts again': async () => (await import('./target/received-target.ts')).returningTarget(),
} as const satisfies Readonly<Record<string, () => Promise<FuzzTarget>>>;

/** The name of a decoder under test. */
export type TargetName = keyof typeof targets;

/** All of them. */
export const targetNames = Object.keys(targets) as TargetName[]; // its keys are the names

/** How many inputs each gets in a run that people wait for: those of some seconds. */
export const shortRuns: Readonly<Record<TargetName, number>> = {
  frame: 10_000,
  message: 10_000,
  'local frame': 10_000,
  change: 1000,
  'saved document': 2000,
  'document form': 2000,
  'exchange message': 4000,
  'membership entry': 4000,
  'membership chain': 600,
  'invitation link': 6000,
  'pairing message': 300,
  'sealed invitation': 6000,
  'discovery message': 6000,
  'sealed file': 300,
  'bundle content': 150,
  'session of a stranger': 1500,
  'session of a member': 150,
  'received change': 150,
  'malformed content': 150,
  'change that counts again': 30,
};

/** Makes a decoder ready to be tried. */
export async function openTarget(name: string): Promise<FuzzTarget> {
  const open = Object.entries(targets).find(([one]) => one === name)?.[1];
  return await must(open, `a target of the name ${name}`)();
}
