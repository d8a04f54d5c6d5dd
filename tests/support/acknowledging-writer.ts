// A process that writes as fast as it can and prints each thing once it is acknowledged, until somebody kills it.
import { join } from 'node:path';
import { startDocumentThread } from '#electron/engine/document/document-thread.ts';
import { must } from '#shared/base/must.ts';

const folder = must(process.argv[2], 'the workspace folder as argument');
const started = await startDocumentThread({ folder, deviceKeyPath: join(folder, 'key', 'device.key'), author: 'Ann' });
if (!started.ok) throw new Error(started.error.message);
const roadmap = await started.value.command('create-roadmap', { title: `Plan ${process.pid}` });
if (!roadmap.ok) throw new Error(roadmap.error.message);
for (let count = 0; ; count++) {
  const issue = await started.value.command('create-issue', { roadmapId: roadmap.value.roadmapId, title: `Work ${count}`, body: 'Text' });
  if (!issue.ok) throw new Error(issue.error.message);
  process.stdout.write(`${issue.value.issueId}\n`);
}
