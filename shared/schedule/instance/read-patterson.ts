// Reads the `.rcp` files of Patterson (1984), in which RanGen and others give their projects: numbers alone, on any lines.
import { success } from '#shared/base/result.ts';
import { NumberReader, Unexpected } from './number-reader.ts';
import { type InstanceResult, notInstance } from './project-instance.ts';

/** Most of anything that is counted in a file. */
const most = 100_000;

/** Reads an `.rcp` text; names the first line that is not as it should be. */
export function readPatterson(text: string): InstanceResult {
  const numbers = new NumberReader(text.split(/\r?\n/), 1);
  try {
    const count = numbers.next('the number of activities', 1, most);
    const resources = numbers.next('the number of resources', 0, 1000);
    const capacity = Array.from({ length: resources }, (_, at) => numbers.next(`units of resource ${at + 1}`));
    const activities = Array.from({ length: count }, (_, activity) => ({
      duration: numbers.next(`the duration of activity ${activity + 1}`),
      demand: Array.from({ length: resources }, (__, at) => numbers.next(`units of resource ${at + 1} for activity ${activity + 1}`)),
      successors: Array.from({ length: numbers.next(`how many successors activity ${activity + 1} has`, 0, count) }, () =>
        numbers.next(`a successor of activity ${activity + 1}`, 1, count),
      ).map((successor) => successor - 1),
    }));
    numbers.end(`the last of ${count} activities`);
    return success({ activities, capacity });
  } catch (error) {
    if (error instanceof Unexpected) return notInstance(error.problem.line, error.problem.message);
    throw error;
  }
}
