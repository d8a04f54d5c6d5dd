// The day on this device's calendar.
import { useSyncExternalStore } from 'react';
import { IsoDate } from '#shared/plan/quantity.ts';

/** The calendar day of `instant` in this device's time zone. */
export function dayOf(instant: Date): IsoDate {
  const month = String(instant.getMonth() + 1).padStart(2, '0');
  const day = String(instant.getDate()).padStart(2, '0');
  return IsoDate.parse(`${String(instant.getFullYear()).padStart(4, '0')}-${month}-${day}`);
}

/** How often the calendar is looked at, in milliseconds: a page stays open for days, and a sleeping laptop wakes late. */
const pace = 30_000;

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, pace);
  return () => clearInterval(timer);
}

/** Milliseconds of the epoch, in steps of {@link pace}: for saying how long ago something was. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / pace) * pace + pace);
}

/** Today; changes at midnight without a reload. */
export function useToday(): IsoDate {
  return useSyncExternalStore(subscribe, () => dayOf(new Date()));
}
