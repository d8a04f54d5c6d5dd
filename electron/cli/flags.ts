import { misuse } from './refusal.ts';
import { nearestWord } from '#shared/base/nearest-word.ts';

/** The flags of one call, read with their meaning. Every reader refuses (exit code 2) what cannot be meant. */
export class Flags {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  /** True when the switch is given. */
  isSet(name: string): boolean {
    return this.#values[name] === true;
  }

  /** True when the flag is there, whatever its kind. */
  isGiven(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  /** The text of a flag, or `null` when it is not given. */
  text(name: string): string | null {
    const value = this.#values[name];
    if (value === undefined) return null;
    const text = String(Array.isArray(value) ? value.at(-1) : value).trim();
    if (text === '') throw misuse(`--${name} needs a value, but came empty.`, `--${name}`);
    return text;
  }

  /** All values of a flag that may be repeated or hold commas; empty when it is not given. */
  list(name: string): string[] {
    const value = this.#values[name];
    if (value === undefined) return [];
    const given = (Array.isArray(value) ? value : [value]).flatMap((text) => String(text).split(','));
    const texts = given.map((text) => text.trim()).filter((text) => text !== '');
    if (texts.length === 0) throw misuse(`--${name} needs a value, but came empty.`, `--${name}`);
    return texts;
  }

  /** One of the allowed words, in any case, or `null` when the flag is not given. */
  choice<Word extends string>(name: string, allowed: readonly Word[]): Word | null {
    const given = this.text(name);
    return given === null ? null : pick(name, given, allowed);
  }

  /** Several of the allowed words; `none` stands for "not set" and becomes `null`. */
  choices<Word extends string>(name: string, allowed: readonly Word[]): (Word | null)[] {
    return this.list(name).map((given) => (isNone(given) ? null : pick(name, given, allowed)));
  }

  /** A finite number within bounds, or `null` when the flag is not given. */
  number(name: string, bounds: { readonly over?: number; readonly from?: number; readonly to: number }): number | null {
    const given = this.text(name);
    if (given === null) return null;
    const value = Number(given);
    const low = bounds.over === undefined ? value >= (bounds.from ?? 0) : value > bounds.over;
    if (!Number.isFinite(value) || !low || value > bounds.to) {
      const least = bounds.over === undefined ? `from ${bounds.from ?? 0}` : `over ${bounds.over}`;
      throw misuse(`--${name} takes a number ${least} to ${bounds.to}, but got "${given}".`, `--${name}`);
    }
    return value;
  }
}

/** True for the word by which a person says "not set". */
export function isNone(text: string): boolean {
  return text.toLowerCase() === 'none';
}

function pick<Word extends string>(name: string, given: string, allowed: readonly Word[]): Word {
  const wanted = given.toLowerCase().replaceAll(/[\s_]/gu, '-');
  const found = allowed.find((word) => word.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const nearest = nearestWord(wanted, allowed);
  const meant = nearest === null ? '' : ` Did you mean ${nearest}?`;
  throw misuse(`--${name} takes ${allowed.join(', ')}, but got "${given}".${meant}`, `--${name}`, [...allowed]);
}
