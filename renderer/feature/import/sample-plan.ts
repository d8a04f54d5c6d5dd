import type { JobInput } from '#shared/contract/job.ts';

/** Loads the plans of the sample workspace, which come with the app as plan files like any other. */
export async function samplePlans(): Promise<JobInput<'import-plan'>['files']> {
  const loaders = import.meta.glob<string>('../../../docs/sample/*.md', { query: '?raw', import: 'default' });
  return Promise.all(
    Object.entries(loaders).map(async ([path, load]) => ({ path: `sample/${path.split('/').at(-1) ?? path}`, text: await load() })),
  );
}
