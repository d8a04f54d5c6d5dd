// A search as data: what parse-search.ts reads and print-search.ts writes, the same in command line, page and saved
// views. It knows no database and no plan; names in it are as they were typed.
import type { SearchField } from './search-field.ts';

/** How a number, a day or an age is compared; `=` for one that stands alone. */
export type Comparison = '=' | '>' | '>=' | '<' | '<=';

/** One value behind `field:`. Amounts are hours (estimates), points or counts; days `YYYY-MM-DD`. */
export type SearchValue =
  /** Nothing is set. */
  | { readonly kind: 'none' }
  /** The person who asks. */
  | { readonly kind: 'me' }
  /** One of the field's own words: `open`, `P0`, `yes`. */
  | { readonly kind: 'word'; readonly word: string }
  /** A name of the plan, compared whole and in any case; from its start when `prefix`. */
  | { readonly kind: 'name'; readonly text: string; readonly prefix: boolean }
  | { readonly kind: 'amount'; readonly comparison: Comparison; readonly amount: number }
  /** Both ends count. */
  | { readonly kind: 'amounts'; readonly from: number; readonly to: number }
  | { readonly kind: 'day'; readonly comparison: Comparison; readonly day: string }
  | { readonly kind: 'days'; readonly from: string; readonly to: string }
  /** How many days ago it was: `<` 7 is within the last week. */
  | { readonly kind: 'age'; readonly comparison: Comparison; readonly days: number };

/** One condition of a search, or several joined. */
export type SearchNode =
  /** Every part holds; without parts everything fits. */
  | { readonly kind: 'all'; readonly of: readonly SearchNode[] }
  /** At least one part holds. */
  | { readonly kind: 'any'; readonly of: readonly SearchNode[] }
  | { readonly kind: 'not'; readonly of: SearchNode }
  /** Words that stand together somewhere in an issue; the last one may go on when `prefix`. `quoted`: exactly as typed, never corrected. */
  | { readonly kind: 'text'; readonly text: string; readonly prefix: boolean; readonly quoted: boolean }
  /** The field has one of the values. */
  | { readonly kind: 'field'; readonly field: SearchField; readonly values: readonly SearchValue[] };

/** Why a text is not a search, and where. */
export interface SearchProblem {
  /** One sentence or two: what was expected, what came, the likely fix. */
  readonly message: string;
  /** Offset in UTF-16 units, from 0, and how many units are meant. */
  readonly position: number;
  readonly length: number;
  /** What could stand there instead, where that is a list. */
  readonly expected: readonly string[];
}
