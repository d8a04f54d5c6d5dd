// Which folder may import what: the architecture as data. The check in import-rule.ts enforces it, ARCHITECTURE.md is
// tested against it. An edge that is missing gets its row and its reason; an edge upwards or sideways never does.

/** What the files of one folder may import. `import type` and `import()` count like any other import. */
export interface ImportRow {
  /** Folder, from the root. `*` stands for one folder name; the longest row that fits a file applies. */
  readonly from: string;
  /** May it use Node's built-in modules? */
  readonly node: boolean;
  /** npm packages; a trailing `*` stands for any ending, `any` for all. */
  readonly packages: readonly string[];
  /** Folders, from the root; a folder always reaches itself. `name/` alone means the files directly in that folder. */
  readonly may: readonly string[];
  /** Why the row is as it is, where that is not plain. */
  readonly reason?: string;
}

const pure = ['shared/plan', 'shared/base'];
const anyShared = ['shared'];

/** The table. */
export const importTable: readonly ImportRow[] = [
  { from: 'shared/base', node: false, packages: [], may: [] },
  { from: 'shared/plan', node: false, packages: ['zod'], may: ['shared/base'] },
  { from: 'shared/graph', node: false, packages: [], may: ['shared/base'] },
  { from: 'shared/layout', node: false, packages: [], may: ['shared/graph', 'shared/base'] },
  { from: 'shared/schedule', node: false, packages: [], may: ['shared/graph', ...pure] },
  { from: 'shared/markdown', node: false, packages: ['markdown-it'], may: pure },
  {
    from: 'shared/contract',
    node: false,
    packages: ['zod'],
    may: pure,
    reason:
      'The schemas of the contract are composed from the schemas of the vocabulary, so it needs their values and not only their types.',
  },
  {
    from: 'electron/engine/store',
    node: true,
    packages: ['better-sqlite3', 'zod'],
    may: ['shared/contract', ...pure],
    reason: 'What lies on disk is input: it is validated when it is read.',
  },
  {
    from: 'electron/engine/team',
    node: true,
    packages: ['zod'],
    may: ['electron/engine/store', 'shared/contract', ...pure],
    reason: 'Entries of the membership chain come from disk and from peers: they are validated when they are read.',
  },
  {
    from: 'electron/engine/document',
    node: true,
    packages: ['@automerge/automerge', 'zod'],
    may: ['electron/engine/team', 'electron/engine/store', 'shared/contract', 'shared/graph', ...pure],
    reason: 'Messages of changes are validated when they are read; dependencies that close a cycle are found with the graph kernel.',
  },
  { from: 'electron/engine/command', node: false, packages: ['zod'], may: ['electron/engine/document', ...anyShared] },
  { from: 'electron/engine/query', node: false, packages: ['better-sqlite3'], may: ['electron/engine/store', ...anyShared] },
  {
    from: 'electron/engine/improve',
    node: true,
    packages: [],
    may: ['shared/schedule', ...pure],
    reason: 'Threads that improve a plan: started by a job, and by the command line, which measures them without a workspace.',
  },
  {
    from: 'electron/engine/job',
    node: true,
    packages: [],
    may: [
      'electron/engine/document',
      'electron/engine/team',
      'electron/engine/sync',
      'electron/engine/command',
      'electron/engine/query',
      'electron/engine/store',
      'electron/engine/improve',
      ...anyShared,
    ],
    reason: 'A job stages its work as a step of documents, as a command does. What bundles bring is taken in by jobs.',
  },
  {
    from: 'electron/engine/sync',
    node: true,
    packages: ['@noble/curves', '@number0/iroh', '@scure/base', 'age-encryption', 'dns-packet', 'uqr', 'zod'],
    may: ['electron/engine/document', 'electron/engine/team', 'electron/engine/store', ...anyShared],
    reason: 'What a peer sends is validated, stored and projected like what is done here.',
  },
  { from: 'electron/engine/file', node: true, packages: [], may: ['electron/engine/command', 'electron/engine/query', ...anyShared] },
  {
    from: 'electron/engine',
    node: true,
    packages: [],
    may: ['electron/engine', ...anyShared],
    reason: 'The entry files put the engine together.',
  },
  { from: 'electron/server', node: true, packages: ['ws'], may: ['electron/engine/', ...anyShared] },
  {
    from: 'electron/cli',
    node: true,
    packages: [],
    may: ['electron/engine/', 'electron/engine/file', 'electron/engine/improve', 'electron/server', ...anyShared],
  },
  { from: 'electron/main', node: true, packages: ['electron'], may: ['shared/contract', 'shared/base'] },
  { from: 'electron/preload', node: false, packages: ['electron'], may: ['shared/contract', 'shared/base'] },
  { from: 'renderer/style', node: false, packages: ['@fontsource-variable/*'], may: [] },
  {
    from: 'renderer/ui',
    node: false,
    packages: ['react', 'react-dom', '@base-ui/react', 'lucide-react'],
    may: ['renderer/style', 'shared/base'],
  },
  {
    from: 'renderer/sign',
    node: false,
    packages: ['react', 'lucide-react'],
    may: ['renderer/ui', 'renderer/style', 'shared/contract', ...pure],
    reason: 'How a status, a priority or an estimate looks is the same in every feature, and no feature may import another.',
  },
  {
    from: 'renderer/chart',
    node: false,
    packages: ['react', 'd3-*', 'lucide-react'],
    may: ['renderer/ui', 'renderer/style', 'shared/layout', 'shared/base'],
  },
  { from: 'renderer/connection', node: false, packages: [], may: ['shared/contract', ...pure] },
  { from: 'renderer/state', node: false, packages: ['react'], may: ['renderer/connection', 'shared/contract', ...pure] },
  {
    from: 'renderer/feature/*',
    node: false,
    packages: ['react', 'react-dom', 'lucide-react', '@tanstack/react-virtual', 'markdown-it', 'd3-*'],
    may: [
      'renderer/state',
      'renderer/chart',
      'renderer/sign',
      'renderer/ui',
      'renderer/style',
      'shared/contract',
      'shared/graph',
      'shared/schedule',
      'shared/layout',
      ...pure,
    ],
  },
  { from: 'renderer', node: false, packages: ['react', 'react-dom', 'lucide-react'], may: ['renderer', 'shared/contract', ...pure] },
  {
    from: 'build',
    node: true,
    packages: ['any'],
    may: ['build', 'electron/cli', 'electron/server', 'electron/engine/', 'shared/contract', 'shared/base'],
  },
  { from: 'tests', node: true, packages: ['any'], may: ['build', 'electron', 'renderer', 'shared', 'tests'] },
];
