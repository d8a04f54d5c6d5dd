import { Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { fieldName } from '#renderer/sign/change-sentence.ts';
import { countText } from '#renderer/sign/hours-text.ts';
import { setSearch, type Route } from '#renderer/state/navigation.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Chip, ChipButton, ChipRemove, ChipText } from '#renderer/ui/chip.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import type { PickerEntry } from '#renderer/ui/picker-list.tsx';
import { Picker } from '#renderer/ui/picker.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { ToolBar, ToolBarSpace } from '#renderer/ui/tool-bar.tsx';
import type { ActivityFeed } from '../activity-state.ts';
import { DateChip } from './date-chip.tsx';

/** What an {@link ActivityBar} takes. */
export interface ActivityBarProps {
  readonly route: Route;
  readonly feed: ActivityFeed;
  /** What can be done with the log as a whole. */
  readonly audit: ReactNode;
}

/** What narrows the feed; everything is kept in the address. */
export function ActivityBar({ route, feed, audit }: ActivityBarProps): ReactNode {
  const roadmaps = useQuery('workspace', {}).result?.rows ?? [];
  const { summary } = feed;
  return (
    <ToolBar wraps>
      <ValueChip
        name="Who"
        parameter="author"
        none="anyone"
        route={route}
        entries={(summary?.authors ?? []).map((author) => ({ value: author, label: author }))}
      />
      {roadmaps.length > 1 && (
        <ValueChip
          name="Roadmap"
          parameter="roadmap"
          none={`all ${roadmaps.length}`}
          route={route}
          entries={roadmaps.map((one) => ({ value: one.id, label: one.title }))}
        />
      )}
      <ValueChip
        name="Change of"
        parameter="field"
        none="anything"
        route={route}
        entries={(summary?.fields ?? [])
          .map((field) => ({ value: field, label: field === 'issue' ? 'issues made and deleted' : fieldName(field) }))
          .toSorted((one, other) => one.label.localeCompare(other.label))}
      />
      <DateChip route={route} />
      <Words route={route} />
      <ToolBarSpace />
      {summary !== undefined && (
        <span className="activity-sum" role="status" data-stale={feed.stale ? '' : undefined}>
          {summary.total === 1 ? '1 change' : `${countText(summary.total)} changes`}
        </span>
      )}
      {audit}
    </ToolBar>
  );
}

function ValueChip(props: {
  name: string;
  parameter: string;
  none: string;
  route: Route;
  entries: readonly PickerEntry<string>[];
}): ReactNode {
  const { name, parameter, none, route, entries } = props;
  const chosen = route.search.getAll(parameter);
  const names = chosen.map((value) => entries.find((entry) => entry.value === value)?.label ?? value);
  const toggle = (value: string): void =>
    setSearch({ [parameter]: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value] });
  return (
    <Chip label={name}>
      <ChipText>{name}</ChipText>
      <Picker<string>
        label={name}
        several
        entries={entries}
        selected={chosen}
        onPick={toggle}
        trigger={
          <ChipButton strong opens>
            <span className="activity-value ellipsis">
              {chosen.length === 0 ? none : names.length <= 2 ? names.join(', ') : `${names.length} of ${entries.length}`}
            </span>
          </ChipButton>
        }
      />
      {chosen.length > 0 && <ChipRemove label={`${name}: ${none}`} onRemove={() => setSearch({ [parameter]: [] })} />}
    </Chip>
  );
}

/** Words that the change, its author or its issue must have. The typed text is its own; the address follows it. */
function Words({ route }: { readonly route: Route }): ReactNode {
  const inAddress = route.search.get('text') ?? '';
  const [typed, setTyped] = useState({ text: inAddress, from: inAddress });
  // Somebody else changed the address: back, forward, a link.
  if (typed.from !== inAddress) setTyped({ text: inAddress, from: inAddress });
  return (
    <div className="activity-words">
      <TextField
        label="Words in the change"
        placeholder="Words"
        start={<Icon of={Search} />}
        value={typed.text}
        onChange={(event) => {
          const text = event.target.value;
          setTyped({ text, from: text });
          setSearch({ text: text === '' ? [] : [text] });
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
          setSearch({ text: [] });
          event.currentTarget.blur();
        }}
      />
    </div>
  );
}
