// Numbers for those who work together, so that a placement holds who does a work in one. Serves the placing of works.
import { must } from '#shared/base/must.ts';

/** Number of the crew of nobody. */
export const nobody = 0;

/** Crews by number: nobody, each person, and whoever was put together since. */
export class CrewBook {
  readonly #crews: (readonly number[])[];
  readonly #numberOf = new Map<string, number>();

  constructor(people: number) {
    this.#crews = [[], ...Array.from({ length: people }, (_, person) => [person])];
  }

  /** The people of a crew, ascending. */
  people(crew: number): readonly number[] {
    return must(this.#crews[crew], 'a crew');
  }

  /** The crew of these people, who are given ascending. */
  crewOf(people: readonly number[]): number {
    const [first] = people;
    if (first === undefined) return nobody;
    if (people.length === 1) return first + 1;
    const name = people.join();
    const known = this.#numberOf.get(name);
    if (known !== undefined) return known;
    this.#numberOf.set(name, this.#crews.length);
    return this.#crews.push(people) - 1;
  }
}
