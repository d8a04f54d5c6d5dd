import type { Connection } from '#shared/contract/connection.ts';
import type { JobValue } from '#shared/contract/job.ts';
import { sinceText } from '#shared/base/since-text.ts';
import { wallClock } from '../lookup/find-view.ts';
import { take } from '../refusal.ts';
import { countText } from '../terminal/quantity.ts';
import { table } from '../terminal/table.ts';
import type { Paint } from '../terminal/paint.ts';
import { teamOf } from './team-action.ts';

type Compared = JobValue<'compare-documents'>['devices'][number];
type Document = Compared['documents'][number];

/** A comparison of documents, for programs and for people. */
export interface Comparison {
  readonly json: readonly (Compared & { readonly person: string; readonly device: string })[];
  text(paint: Paint, width: number | null): string;
}

const kinds = { space: 'people, sprints, settings', roadmap: 'the roadmap', text: 'texts of', archive: 'the archive of' } as const;

function documentText({ kind, roadmap }: Document): string {
  if (kind === 'space') return kinds.space;
  const name = roadmap ?? 'a roadmap that is not here';
  return kind === 'roadmap' ? name : `${kinds[kind]} ${name}`;
}

function stateText({ lackingThere, lackingHere }: Document): string {
  const said = [
    ...(lackingThere > 0 ? [`${countText(lackingThere, 'change')} not there`] : []),
    ...(lackingHere > 0 ? [`at least ${countText(lackingHere, 'change')} not here`] : []),
  ];
  return said.length === 0 ? 'the same' : said.join(', ');
}

function summary({ connected, documents }: Compared): string {
  const same = documents.filter(({ lackingThere, lackingHere }) => lackingThere + lackingHere === 0).length;
  const when = connected ? 'now' : 'as far as is known';
  return `${same} of ${countText(documents.length, 'document')} the same ${when}`;
}

/** How the documents compare with those of a device, or of all: what differs, line by line. */
export async function compareDocuments(connection: Connection, deviceId: string | null, today: string): Promise<Comparison> {
  const { rows } = await teamOf(connection);
  const names = new Map(
    rows.flatMap(({ name, devices }) => devices.map(({ id, name: device }) => [id, { person: name, device }] as const)),
  );
  const { devices } = take(await connection.run('compare-documents', { deviceId }));
  const lines = devices.flatMap((compared) => {
    const { person, device } = names.get(compared.deviceId) ?? { person: '', device: '' };
    const different = compared.documents.filter(({ lackingThere, lackingHere }) => lackingThere + lackingHere > 0);
    return [
      [person, device, summary(compared), ''],
      ...different.map((document) => {
        const asOf = document.asOf === null ? '' : `heard ${sinceText(wallClock(document.asOf), today)}`;
        return ['', '', `  ${documentText(document)}: ${stateText(document)}`, asOf];
      }),
    ];
  });
  const columns = [{ head: 'Member' }, { head: 'Device' }, { head: 'Documents', flexible: true as const }, { head: 'As of' }];
  return {
    json: devices.map((compared) => ({ ...compared, ...(names.get(compared.deviceId) ?? { person: '', device: '' }) })),
    text: (paint, width) => (lines.length === 0 ? 'There is no other device to compare with yet.' : table(columns, lines, paint, width)),
  };
}
