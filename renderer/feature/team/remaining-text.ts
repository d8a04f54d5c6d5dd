const minute = 60_000;

/** How long something still holds, `now` in milliseconds of the epoch: `ends in 23 h 41 min`, `ends in 6 days`, `has ended`. */
export function remainingText(expiresAt: string, now: number): string {
  const minutes = Math.floor((Date.parse(expiresAt) - now) / minute);
  if (Number.isNaN(minutes)) return '';
  if (minutes < 0) return 'has ended';
  if (minutes < 60) return `ends in ${Math.max(1, minutes)} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `ends in ${hours} h` : `ends in ${hours} h ${minutes % 60} min`;
  return `ends in ${Math.floor(hours / 24)} days`;
}
