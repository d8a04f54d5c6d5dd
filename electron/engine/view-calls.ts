// Which plan a call is about: sends what is asked in a view there, and what is about views to the workspace itself.
import { failure, type Result, success } from '#shared/base/result.ts';
import type { CallsByView } from '#shared/contract/connection-in.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import { viewCommands } from '#shared/contract/view-command.ts';
import { viewJobs } from '#shared/contract/view-job.ts';
import { viewQueries } from '#shared/contract/view-query.ts';
import { View } from '#shared/contract/view.ts';
import type { OpenViews, UsedView } from './open-views.ts';

/** The calls of a workspace in all its views. `own` answers for the present, and carries out jobs about views. */
export function callsByView(own: Omit<Connection, 'in'>, views: OpenViews): CallsByView {
  /** Where a call goes; `null` is the workspace itself. */
  const placeOf = (view: View | null, name: string, about: object): View | null => (Object.hasOwn(about, name) ? null : view);

  return {
    async command(view, name, args) {
      const place = placeOf(view, name, viewCommands);
      return place === null
        ? own.command(name, args)
        : within(views, place, (used) => changeable(used) ?? used.connection.command(name, args));
    },
    async query(view, name, args) {
      const place = placeOf(view, name, viewQueries);
      if (place !== null) return within(views, place, (used) => used.connection.query(name, args));
      const pinned = await pin(views, namedViews(args));
      if (!pinned.ok) return pinned;
      try {
        return await own.query(name, args);
      } finally {
        pinned.value();
      }
    },
    subscribe(view, name, args, listener) {
      const place = placeOf(view, name, viewQueries);
      const named = place === null ? namedViews(args) : [];
      if (place === null && named.length === 0) return own.subscribe(name, args, listener);
      let stop: (() => void) | null = null;
      let wanted = true;
      void (async () => {
        const used = place === null ? null : await views.use(place);
        const pinned = used === null ? await pin(views, named) : used.ok ? success(used.value.release) : used;
        if (!pinned.ok) {
          if (wanted) listener(pinned);
          return;
        }
        if (!wanted) return pinned.value();
        const source = used?.ok === true ? used.value.connection : own;
        const end = source.subscribe(name, args, listener);
        stop = () => {
          end();
          pinned.value();
        };
      })();
      return () => {
        wanted = false;
        stop?.();
        stop = null;
      };
    },
    async run(view, name, args, control) {
      const place = placeOf(view, name, viewJobs);
      if (place === null) return own.run(name, args, control);
      return within(views, place, (used) => changeable(used) ?? used.connection.run(name, args, control));
    },
    close: () => own.close(),
  };
}

/** Opens a view for one call. */
async function within<Value>(
  views: OpenViews,
  view: View,
  call: (used: UsedView) => Promise<Result<Value, Problem>> | Result<Value, Problem>,
): Promise<Result<Value, Problem>> {
  const used = await views.use(view);
  if (!used.ok) return used;
  try {
    return await call(used.value);
  } finally {
    used.value.release();
  }
}

/** The refusal to change a scenario that was merged; a past refuses by itself. */
function changeable({ known: { is, label } }: UsedView): Result<never, Problem> | null {
  if ('past' in is || is.isOpen) return null;
  return failure(
    problem(
      'read-only',
      `The scenario "${label.label}" was merged, and nobody can change it any more. Undo the merge, or begin another one.`,
      'view',
    ),
  );
}

/** The views that the arguments of a comparison name. What is no view is refused by who answers. */
function namedViews(args: unknown): View[] {
  if (typeof args !== 'object' || args === null) return [];
  const named = ['from', 'to'].flatMap((side) => View.safeParse(Reflect.get(args, side)).data ?? []);
  return [...new Set(named)];
}

/** Opens views to read from them. @returns what releases them. */
async function pin(views: OpenViews, named: readonly View[]): Promise<Result<() => void, Problem>> {
  const releases: (() => void)[] = [];
  const release = (): void => {
    for (const end of releases) end();
  };
  for (const view of named) {
    const used = await views.use(view);
    if (!used.ok) {
      release();
      return used;
    }
    releases.push(used.value.release);
  }
  return success(release);
}
