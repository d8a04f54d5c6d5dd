import type { ReactNode } from 'react';
import type { QueryResult } from '#shared/contract/query.ts';
import { hashOf, type Route } from '#renderer/state/navigation.ts';
import { useToday } from '#renderer/state/today.ts';
import { dateRange } from '#renderer/sign/date-text.ts';
import { sprintCapacity } from '#shared/plan/sprint-capacity.ts';
import { SidebarItem } from './sidebar-item.tsx';

/** The sprints: dated ones with their days, or by how much they are overfull; names that a plan uses without dates after them. */
export function SprintList({ route, summary }: { route: Route; summary: QueryResult<'workspace'>['summary'] }): ReactNode {
  const today = useToday();
  const dated = new Map(summary.sprints.map((sprint) => [sprint.name, sprint]));
  const names = [...new Set([...dated.keys(), ...summary.sprintNames])];
  if (names.length === 0) return null;
  const shown = route.search.getAll('sprint');
  return (
    <section aria-label="Sprints">
      <div className="sidebar-title">
        <h2>Sprints</h2>
      </div>
      <ul>
        {names.map((name) => {
          const sprint = dated.get(name);
          const running = sprint !== undefined && sprint.start <= today && today <= sprint.finish;
          const over = sprint === undefined ? 0 : sprint.openHours - sprintCapacity(sprint, summary.people, summary.capacity.hoursPerWeek);
          return (
            <SidebarItem
              key={name}
              rail={false}
              href={hashOf('issues', null, new URLSearchParams({ sprint: name, group: 'none' }))}
              active={route.place === 'issues' && shown.length === 1 && shown[0] === name}
              icon={<span className="sprint-dot" data-running={running ? '' : undefined} />}
              label={name}
              note={over > 0 ? `+${Math.round(over)} h` : sprint && dateRange(sprint.start, sprint.finish, today)}
              tone={over > 0 ? 'danger' : undefined}
            />
          );
        })}
      </ul>
    </section>
  );
}
