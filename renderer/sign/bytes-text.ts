const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in decimal units, one decimal under 10: `512 B`, `4.2 MB`, `38 GB`. */
export function bytesText(bytes: number): string {
  let size = Math.max(0, bytes);
  let unit = 0;
  // 999.6 kB would read "1000 kB".
  while (Math.round(size) >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const rounded = unit > 0 && size < 9.95 ? size.toFixed(1) : String(Math.round(size));
  return `${rounded.replace(/\.0$/, '')}\u00A0${units[unit] ?? 'B'}`;
}
