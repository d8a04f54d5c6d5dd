import { ListFilter } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { filterFields, type FilterField, type ListQuery } from '#renderer/state/list-query.ts';
import { setSearch, type Route } from '#renderer/state/navigation.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import { SearchBox } from '#renderer/sign/search-box.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Chip, ChipButton, ChipRemove, ChipText } from '#renderer/ui/chip.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { Picker } from '#renderer/ui/picker.tsx';
import { Grouping, IssueOrder, type QueryResult } from '#shared/contract/query.ts';
import { chosenText, fieldName, filterOffers, type FilterSource } from '../filter-option.ts';
import { type ListSource, SaveView } from './save-view.tsx';

/** What a {@link ViewBar} takes. */
export interface ViewBarProps {
  readonly route: Route;
  readonly list: ListQuery;
  readonly summary: QueryResult<'issue-list'>['summary'] | undefined;
  readonly stale: boolean;
}

const groupNames: Readonly<Record<Grouping, string>> = {
  priority: 'Priority',
  component: 'Component',
  category: 'Category',
  milestone: 'Milestone',
  sprint: 'Sprint',
  assignee: 'Assignee',
  status: 'Status',
  roadmap: 'Roadmap',
  label: 'Label',
};

const orderNames: Readonly<Record<IssueOrder, string>> = {
  readiness: 'Readiness',
  rank: 'Plan order',
  key: 'Key',
  title: 'Title',
  priority: 'Priority',
  estimate: 'Estimate',
};

/** What shapes the list at the left, what it sums up to at the right; everything is kept in the address. */
export function ViewBar({ route, list, summary, stale }: ViewBarProps): ReactNode {
  const source = useFilterSource(route);
  return (
    <div className="view-bar" role="toolbar" aria-label="List">
      <SearchBox label="Search these issues" text={list.filter.text} onSearch={searchFor} />
      <Filters route={route} source={source} />
      {source !== undefined && <SaveView route={route} list={list} source={source} />}
      <div className="view-bar-end">
        {summary !== undefined && (
          <span className="view-bar-sum" data-stale={stale ? '' : undefined} role="status">
            {counted(summary.total)} · {hoursText(summary.hours)}
            {summary.openHours !== summary.hours && `, ${hoursText(summary.openHours)} left`}
          </span>
        )}
        <Chip label="Group">
          <ChipText>Group</ChipText>
          <Picker<Grouping | null>
            label="Group by"
            entries={[...Grouping.options.map((value) => ({ value, label: groupNames[value] })), { value: null, label: 'No groups' }]}
            selected={[list.group]}
            onPick={(group) => setSearch({ group: [group ?? 'none'] })}
            trigger={
              <ChipButton strong opens>
                {list.group === null ? 'None' : groupNames[list.group]}
              </ChipButton>
            }
          />
        </Chip>
        <Chip label="Sort">
          <ChipText>Sort</ChipText>
          <Picker<IssueOrder>
            label="Sort by"
            entries={IssueOrder.options.map((value) => ({ value, label: orderNames[value] }))}
            selected={[list.order]}
            onPick={(order) => setSearch({ order: [order] })}
            trigger={
              <ChipButton strong opens>
                {orderNames[list.order]}
              </ChipButton>
            }
          />
        </Chip>
      </div>
    </div>
  );
}

const searchFor = (text: string): void => setSearch({ text: text === '' ? [] : [text] });

function counted(count: number): string {
  return count === 1 ? '1 issue' : `${countText(count)} issues`;
}

/** One chip for each field that narrows the list, and the way to another. */
function Filters({ route, source }: { route: Route; source: ListSource | undefined }): ReactNode {
  const [opened, setOpened] = useState<FilterField | null>(null);
  const used = filterFields.filter((field) => field === opened || route.search.has(field));
  const blocked = route.search.get('blocked') === 'yes';
  const ready = route.search.get('ready') === 'yes';
  if (source === undefined) return null;
  return (
    <>
      <RoadmapChip route={route} roadmaps={source.roadmaps} />
      {used.map((field) => (
        <FieldChip
          key={field}
          field={field}
          route={route}
          source={source}
          open={opened === field}
          onOpen={(open) => setOpened(open ? field : null)}
        />
      ))}
      {blocked && <FactChip name="Blocked" onRemove={() => setSearch({ blocked: [] })} />}
      {ready && <FactChip name="Ready" onRemove={() => setSearch({ ready: [] })} />}
      <Menu
        trigger={
          <Button tone="ghost" icon={ListFilter}>
            Filter
          </Button>
        }
        entries={[
          ...filterFields
            .filter((field) => !used.includes(field) && filterOffers(field, source).length > 1)
            .map((field) => ({ id: field, label: fieldName[field], onPick: () => setOpened(field) })),
          ...(route.place === 'ready' || ready
            ? []
            : [{ id: 'ready', label: 'Ready to start', separated: true, onPick: () => setSearch({ ready: ['yes'], blocked: [] }) }]),
          ...(blocked || route.place === 'ready'
            ? []
            : [{ id: 'blocked', label: 'Blocked', onPick: () => setSearch({ blocked: ['yes'], ready: [] }) }]),
        ]}
      />
    </>
  );
}

function useFilterSource(route: Route): ListSource | undefined {
  const workspace = useQuery('workspace', {}).result;
  const scope = route.search.getAll('roadmap');
  // A window of one row: only the groups are wanted, and they are the milestones in use with their ids.
  const list = useQuery('issue-list', {
    filter: { roadmapIds: scope.slice(0, 1000) },
    group: 'milestone',
    order: 'rank',
    offset: 0,
    limit: 1,
  }).result;
  return useMemo(() => {
    if (workspace === undefined) return undefined;
    const milestones = (list?.summary.groups ?? []).flatMap(({ recordId, name }) =>
      recordId === null || name === null ? [] : [{ id: recordId, name }],
    );
    return { workspace: workspace.summary, roadmaps: workspace.rows, milestones };
  }, [workspace, list]);
}

function RoadmapChip({ route, roadmaps }: { route: Route; roadmaps: QueryResult<'workspace'>['rows'] }): ReactNode {
  const chosen = route.search.getAll('roadmap');
  if (roadmaps.length < 2) return null;
  const text =
    chosen.length === 0
      ? `all ${roadmaps.length}`
      : chosenText(
          roadmaps.map((one) => ({ value: one.id, label: one.title })),
          chosen,
        );
  return (
    <Chip label="Roadmap">
      <ChipText>Roadmap</ChipText>
      <Picker<string>
        label="Roadmap"
        several
        entries={roadmaps.map((one) => ({ value: one.id, label: one.title, note: countText(one.issues) }))}
        selected={chosen}
        onPick={(id) => setSearch({ roadmap: toggled(chosen, id) })}
        trigger={
          <ChipButton strong>
            <span className="view-bar-value ellipsis">{text}</span>
          </ChipButton>
        }
      />
      {chosen.length > 0 && <ChipRemove label="Show all roadmaps" onRemove={() => setSearch({ roadmap: [] })} />}
    </Chip>
  );
}

function FieldChip(props: {
  field: FilterField;
  route: Route;
  source: FilterSource;
  open: boolean;
  onOpen: (open: boolean) => void;
}): ReactNode {
  const { field, route, source, open, onOpen } = props;
  const offers = filterOffers(field, source);
  const chosen = route.search.getAll(field);
  return (
    <Chip label={fieldName[field]}>
      <ChipText>{fieldName[field]}</ChipText>
      <ChipText>any of</ChipText>
      <Picker<string>
        label={fieldName[field]}
        several
        entries={offers}
        selected={chosen}
        onPick={(value) => setSearch({ [field]: toggled(chosen, value) })}
        open={open}
        onOpenChange={onOpen}
        trigger={
          <ChipButton strong>
            <span className="view-bar-value ellipsis">{chosen.length === 0 ? 'choose…' : chosenText(offers, chosen)}</span>
          </ChipButton>
        }
      />
      <ChipRemove
        label={`Remove the filter ${fieldName[field]}`}
        onRemove={() => {
          onOpen(false);
          setSearch({ [field]: [] });
        }}
      />
    </Chip>
  );
}

function FactChip({ name, onRemove }: { name: string; onRemove: () => void }): ReactNode {
  return (
    <Chip label={name}>
      <ChipText>{name}</ChipText>
      <ChipRemove label={`Remove the filter ${name}`} onRemove={onRemove} />
    </Chip>
  );
}

function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}
