// Two machines in one: two network namespaces of Linux, joined by a cable that loses and delays, in which processes can be started.
// The namespaces are of this process's own user namespace, so nothing of the machine's network is touched and no rights are needed.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { must } from '#shared/base/must.ts';

/** How the cable is made worse: as asked, or as far as the kernel can: a slow line with a short queue, which delays and drops under load. */
const shapes = {
  'loses 5 % and delays by 40 ms': 'netem loss 5% delay 40ms',
  'is slow and drops what its queue cannot hold (this kernel has no netem)': 'tbf rate 4mbit burst 8kb limit 48kb',
  'is a perfect one (this kernel shapes no traffic)': null,
} as const;

/** What a machine offers for these tests. */
export type NamespaceSupport = { readonly cable: keyof typeof shapes } | { readonly missing: string };

/** Whether two namespaces can be joined here, and by what kind of cable; for the name of a test. */
export function namespaceSupport(): NamespaceSupport {
  if (process.platform !== 'linux') return { missing: 'network namespaces are of Linux' };
  const able = (script: string): boolean =>
    spawnSync('unshare', ['-rn', 'sh', '-c', `ip link add end0 type veth peer name end1 && ${script}`]).status === 0;
  if (!able('command -v nsenter')) return { missing: 'this machine does not allow to make network namespaces (unshare, ip, nsenter)' };
  for (const [cable, shape] of Object.entries(shapes)) {
    // The names are those of `shapes`.
    if (shape === null || able(`tc qdisc add dev end0 root ${shape}`)) return { cable: cable as keyof typeof shapes };
  }
  return { missing: 'no cable can be made' };
}

/** Runs a command and waits for its end. @throws with what it said when it fails. */
function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`);
}

/** A process that keeps a namespace. */
async function keep(command: string, args: readonly string[]): Promise<ChildProcess> {
  const keeper = spawn(command, [...args, 'sh', '-c', 'ip link set lo up && echo ready && exec sleep infinity'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(must(keeper.stdout, 'its output'), 'data');
  return keeper;
}

const enter = (keeper: ChildProcess): string[] => ['-t', String(keeper.pid), '-U', '-n', '--preserve-credentials'];

/** One of the two machines. */
export class Namespace {
  /** IPv4 address on the cable. */
  readonly address: string;
  readonly #keeper: ChildProcess;

  constructor(keeper: ChildProcess, address: string) {
    this.#keeper = keeper;
    this.address = address;
  }

  /** Starts a program of this repository, with a channel for messages. */
  start(script: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
    return spawn('nsenter', [...enter(this.#keeper), process.execPath, script, ...args], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env,
    });
  }

  /** Runs a command of the system, and waits for its end. */
  run(...command: string[]): void {
    run('nsenter', [...enter(this.#keeper), ...command]);
  }

  /** What a command of the system says. */
  ask(...command: string[]): string {
    return spawnSync('nsenter', [...enter(this.#keeper), ...command], { encoding: 'utf8' }).stdout;
  }

  async end(): Promise<void> {
    const gone = once(this.#keeper, 'exit');
    this.#keeper.kill('SIGKILL');
    await gone;
  }
}

/** Two namespaces and the cable between them. */
export interface TwoNamespaces {
  readonly one: Namespace;
  readonly other: Namespace;
  /** Pulls the cable out of both, as far as their programs can see. */
  cut(): void;
  /** Puts it back. */
  mend(): void;
  /** Packets that programs of the first one have sent to the outside world, which is a cable that ends nowhere. */
  sentOutside(): number;
  close(): Promise<void>;
}

/** Makes two namespaces, joined by the given cable. The programs in them are to be ended before they are closed. */
export async function openTwoNamespaces(cable: keyof typeof shapes): Promise<TwoNamespaces> {
  const keeper = await keep('unshare', ['-rn']);
  // Its first process is within the user namespace of the other one, so that a cable can be laid between them.
  const otherKeeper = await keep('nsenter', [...enter(keeper), 'unshare', '-n']);
  const [one, other] = [new Namespace(keeper, '10.77.0.1'), new Namespace(otherKeeper, '10.77.0.2')];
  one.run('ip', 'link', 'add', 'cable', 'type', 'veth', 'peer', 'name', 'cable', 'netns', String(otherKeeper.pid));
  const shape = shapes[cable];
  for (const end of [one, other]) {
    end.run('ip', 'address', 'add', `${end.address}/24`, 'dev', 'cable');
    end.run('ip', 'link', 'set', 'cable', 'up');
    if (shape !== null) end.run('tc', 'qdisc', 'add', 'dev', 'cable', 'root', ...shape.split(' '));
  }
  // Whatever is neither on the cable nor in the machine goes this way; the kernel itself has nothing to say there.
  one.run('ip', 'link', 'add', 'outside', 'type', 'veth', 'peer', 'name', 'nowhere');
  for (const end of ['outside', 'nowhere']) {
    one.run('ip', 'link', 'set', end, 'addrgenmode', 'none');
    one.run('ip', 'link', 'set', end, 'up');
  }
  one.run('ip', 'route', 'add', 'default', 'dev', 'outside');
  // What is for the other machine does not go outside because the cable is pulled out.
  one.run('ip', 'route', 'add', 'unreachable', '10.77.0.0/24', 'metric', '4096');
  return {
    one,
    other,
    sentOutside: () => {
      const line = one
        .ask('cat', '/proc/net/dev')
        .split('\n')
        .find((text) => text.trim().startsWith('outside:'));
      // Name, then eight figures of what came in, then of what went out: bytes, packets.
      return Number(must(line, 'the interface').trim().split(/\s+/u)[10]);
    },
    cut: () => one.run('ip', 'link', 'set', 'cable', 'down'),
    mend: () => one.run('ip', 'link', 'set', 'cable', 'up'),
    close: async () => {
      await other.end();
      await one.end();
    },
  };
}
