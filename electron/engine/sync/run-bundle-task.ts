import { problem } from '#shared/contract/problem.ts';
import { bundleFault } from './bundle-file.ts';
import type { BundleNews, BundleTask, ReadTask, WriteTask } from './bundle-task.ts';
import { readForWorkspace } from './read-bundle.ts';
import { writeLacking } from './write-bundle.ts';

type Tell = (news: BundleNews) => void;

async function write(task: WriteTask, tell: Tell): Promise<void> {
  const written = await writeLacking(task, (progress) => tell({ type: 'progress', progress }));
  if (written.ok) tell({ type: 'written', written: written.value });
  else tell({ type: 'refused', fault: 'failed', problem: written.error });
}

async function read(task: ReadTask, tell: Tell, next: () => Promise<void>): Promise<void> {
  for await (const part of readForWorkspace(task, new Date().toISOString())) {
    if ('read' in part) {
      tell({ type: 'read', read: part.read });
      continue;
    }
    await next();
    tell({ type: 'changes', changes: part.changes });
  }
  await next();
  tell({ type: 'changes', changes: [] });
}

/** Does one task of the thread of bundles. `next` resolves when more changes are wanted. Never rejects: what goes wrong is told. */
export async function runBundleTask(task: BundleTask, tell: Tell, next: () => Promise<void>): Promise<void> {
  try {
    if (task.type === 'write') await write(task, tell);
    else await read(task, tell, next);
  } catch (error) {
    const known = bundleFault(error);
    const message = known?.message ?? (error instanceof Error ? error.message : String(error));
    const code = known === null ? 'storage' : 'unreadable-file';
    tell({ type: 'refused', fault: known?.fault ?? 'failed', problem: problem(code, message, task.path) });
  }
}
