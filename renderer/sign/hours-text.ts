const thinSpace = '\u2009';
const unitSpace = '\u00A0';

/** Digits in groups of three: `1 298`. */
function grouped(whole: string): string {
  return whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, thinSpace);
}

/** Hours as a number without its unit: one decimal under 10 h only, thin space for thousands, true minus. */
export function hoursNumber(hours: number): string {
  const size = Math.abs(hours);
  // 9.96 would read "10.0": it is rounded before it is decided whether a decimal is due.
  const rounded = Math.round(size * 10) / 10;
  const [whole = '0', part] = (rounded < 10 ? String(rounded) : String(Math.round(size))).split('.');
  const sign = hours < 0 && rounded !== 0 ? '−' : '';
  return `${sign}${grouped(whole)}${part ? `.${part}` : ''}`;
}

/** Hours with their unit, `1 298 h`; `—` when there are none to tell. */
export function hoursText(hours: number | null): string {
  return hours === null ? '—' : `${hoursNumber(hours)}${unitSpace}h`;
}

/** A range of hours, `32–60`; one end that is missing is the likely value, and without either end the text is empty. */
export function hoursRange(low: number | null, likely: number, high: number | null): string {
  if (low === null && high === null) return '';
  return `${hoursNumber(low ?? likely)}–${hoursNumber(high ?? likely)}`;
}

/** A count with a thin space for thousands. */
export function countText(count: number): string {
  return grouped(String(Math.round(count)));
}

/** A part of a whole, 0 to 1, as percent with one decimal: `23.9 %`. */
export function shareText(share: number): string {
  return `${(share * 100).toFixed(1)}${unitSpace}%`;
}
