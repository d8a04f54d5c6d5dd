import { nearestWord } from '#shared/base/nearest-word.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import { momentView, View } from '#shared/contract/view.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import { relativeMoment } from './relative-moment.ts';

/** A view that a person named. `null`: the present. */
export interface FoundView {
  readonly view: View | null;
  /** What has to be said about it, one sentence; `null` for the present and for scenarios. */
  readonly said: string | null;
}

/** Minutes that the clock on the wall was ahead of UTC at a moment. */
const zoneAt = (at: Date): number => -at.getTimezoneOffset();

/** A moment of the clock on the wall: `2026-11-20 15:33`. */
export function wallClock(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() + zoneAt(at) * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

/**
 * The view that `named` means: the name of a baseline or scenario, `now`, a day, an instant or a time ago, the number of a change, or
 * a view as it is written in addresses. Names come first, since a baseline may well be called after its day. @throws {Refusal} when it means none or several.
 */
export async function findView(connection: Connection, named: string): Promise<FoundView> {
  const names = await readNames(connection);
  const called = findNamed(names, named);
  if (called !== null) return about(connection, called);
  if (named.toLowerCase() === 'now') return { view: null, said: null };
  const written = View.safeParse(named);
  if (written.success) return about(connection, written.data);
  if (/^\d+$/u.test(named)) return about(connection, momentView(Number(named)));
  const moment = /^\d{4}-\d{2}-\d{2}/u.test(named) ? named : relativeMoment(named, new Date());
  if (moment !== null) return findMoment(connection, moment);
  throw unknownName(names, named);
}

async function about(connection: Connection, view: View): Promise<FoundView> {
  const { label, at } = take(await connection.run('open-view', { view }));
  if (view.startsWith('scenario:') || at === null) return { view, said: null };
  const what = view.startsWith('baseline:') ? `baseline ${label}` : label;
  return { view, said: `As this device had received it by ${wallClock(at)} (${what}).` };
}

async function findMoment(connection: Connection, named: string): Promise<FoundView> {
  const day = IsoDate.safeParse(named);
  const instant = new Date(named);
  if (!day.success && Number.isNaN(instant.getTime())) {
    throw misuse(`Expected a day (2026-11-20) or an instant (2026-11-20T09:30), but got "${named}".`, named);
  }
  const at = day.success ? day.data : instant.toISOString();
  const { summary } = take(
    await connection.query('moment-at', { at, zone: zoneAt(day.success ? new Date(`${named}T23:59:59`) : instant) }),
  );
  if (summary.view !== null) return about(connection, summary.view);
  throw new Refusal(1, problem('not-found', `This device had received nothing by ${named}; the plan began later.`, named));
}

interface NamedView {
  readonly id: string;
  readonly name: string;
  readonly view: View;
}

async function readNames(connection: Connection): Promise<readonly NamedView[]> {
  const baselines = take(await connection.query('baseline-list', {})).rows;
  const scenarios = take(await connection.query('scenario-list', {})).rows.filter(({ state }) => state !== 'discarded');
  return [...baselines, ...scenarios];
}

function findNamed(all: readonly NamedView[], named: string): View | null {
  const fold = (text: string): string => text.normalize('NFC').toLowerCase();
  const found = all.filter(({ id, name }) => id === named || fold(name) === fold(named));
  const [only] = found;
  if (found.length < 2) return only?.view ?? null;
  const details = found.map(({ name, view }) => `${name}: ${view}`);
  throw new Refusal(1, problem('ambiguous', `"${named}" is the name of ${found.length} views; give one of these.`, named, details));
}

function unknownName(all: readonly NamedView[], named: string): Refusal {
  const names = all.map(({ name }) => name);
  const nearest = nearestWord(named, names);
  const meant =
    nearest === null
      ? ' Give a day, a time such as "2h ago", the number of a change, or the name of a baseline or scenario.'
      : ` Did you mean ${nearest}?`;
  return new Refusal(1, problem('not-found', `There is no baseline or scenario "${named}".${meant}`, named, names));
}
