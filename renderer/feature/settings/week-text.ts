/** Days of a week, Monday first. */
export const weekdays = [
  { short: 'Mo', long: 'Monday' },
  { short: 'Tu', long: 'Tuesday' },
  { short: 'We', long: 'Wednesday' },
  { short: 'Th', long: 'Thursday' },
  { short: 'Fr', long: 'Friday' },
  { short: 'Sa', long: 'Saturday' },
  { short: 'Su', long: 'Sunday' },
] as const;

/** The days on which somebody works, `Mo–Th`, `Mo, We–Fr`; of a day that has less than the longest, the part: `Fr 50 %`. */
export function weekText(week: readonly number[] | null): string {
  const shares = week ?? [1, 1, 1, 1, 1, 0, 0];
  const most = Math.max(...shares);
  const full = weekdays.map((_, at) => shares[at] === most);
  const parts: string[] = [];
  for (let at = 0; at < weekdays.length; at += 1) {
    const share = shares[at] ?? 0;
    const name = weekdays[at]?.short ?? '';
    if (share === 0) continue;
    if (share < most) {
      parts.push(`${name} ${Math.round((share / most) * 100)}\u00A0%`);
      continue;
    }
    let end = at;
    while (full[end + 1] ?? false) end += 1;
    parts.push(end === at ? name : `${name}–${weekdays[end]?.short ?? ''}`);
    at = end;
  }
  return parts.join(', ');
}
