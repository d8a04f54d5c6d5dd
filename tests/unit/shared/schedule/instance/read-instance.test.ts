import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { buildProblem } from '#shared/schedule/build-problem.ts';
import { instanceInput } from '#shared/schedule/instance/instance-input.ts';
import type { InstanceResult } from '#shared/schedule/instance/project-instance.ts';
import { readPatterson } from '#shared/schedule/instance/read-patterson.ts';
import { readProgen } from '#shared/schedule/instance/read-progen.ts';
import { periodProject } from '#shared/schedule/period/period-project.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import { scheduleBreaches } from '#tests/support/schedule/check-schedule.ts';
import { generateInstance, pattersonText, progenText } from '#tests/support/schedule/instance-generator.ts';

const shapes = [0.25, 0.6, 1].flatMap((factor, at) =>
  [0.1, 0.5].map((strength) => ({ seed: 7 + at, activities: 12 + at, complexity: 1.5 + 0.3 * at, factor, strength })),
);

function problemOf(result: InstanceResult): string {
  return result.ok ? 'none' : `${result.error.line}: ${result.error.message}`;
}

describe('files of the literature', () => {
  test('what is written is read again, in both forms', () => {
    for (const shape of shapes) {
      const instance = generateInstance(shape);
      expect(readProgen(progenText(instance))).toEqual({ ok: true, value: instance });
      expect(readPatterson(pattersonText(instance))).toEqual({ ok: true, value: instance });
    }
  });

  test('a plan of one: three activities that share a resource of which there is too little', () => {
    const text = ['4 1', '3', '0 0 2 2 3', '5 2 1 4', '4 2 1', '4', '0 0 0'].join('\n');
    const read = readPatterson(text);
    if (!read.ok) throw new Error(read.error.message);
    const input = instanceInput(read.value);
    const schedule = schedulePlan(input);
    expect(scheduleBreaches(input, schedule)).toEqual([]);
    expect(schedule.placements.get('000004')?.finish).toBe('2026-01-05T09:00');
  });

  test('lines end as on Windows, too', () => {
    const instance = generateInstance({ seed: 1, activities: 8, complexity: 1.5, factor: 0.5, strength: 0.2 });
    expect(readProgen(progenText(instance).replaceAll('\n', '\r\n'))).toEqual({ ok: true, value: instance });
  });

  const good = progenText(generateInstance({ seed: 3, activities: 5, complexity: 1.5, factor: 0.5, strength: 0.2 }));
  test.each([
    ['', '1: Expected a line "jobs (incl. supersource/sink ): …", as .sm files of PSPLIB have, but there is none.'],
    [good.replace('- renewable', '- others'), '1: Expected a line "- renewable : …", as .sm files of PSPLIB have, but there is none.'],
    [
      good.replace('nonrenewable              :  0', 'nonrenewable              :  2'),
      '6: Expected no nonrenewable resources: projects of several modes cannot be planned. Take a file of one mode.',
    ],
    [
      good.slice(0, good.indexOf('REQUESTS')),
      `${good.slice(0, good.indexOf('REQUESTS')).split('\n').length}: Expected a section "REQUESTS/DURATIONS:", but there is none. Is the file cut off?`,
    ],
    [
      good.replace(/\n {2}2 {2}1 {2}/u, '\n  2  1  x'),
      expect.stringMatching(/^12: Expected how many successors job 2 has, a whole number from 0 to 7, but found "x/u),
    ],
    [
      good.replace(/\n {2}2 {2}1 {2}/u, '\n  3  1  '),
      expect.stringMatching(/^12: Expected the successors of job 2, but found those of job 3\./u),
    ],
  ])('a .sm text that is wrong is refused with its line (%#)', (text, problem) => {
    expect(problemOf(readProgen(text))).toEqual(problem);
  });

  test.each([
    ['', '1: Expected the number of activities, a whole number from 1 to 100000, but the text ends here. Is the file cut off?'],
    [
      '2 1\n4\n0 0 1 2\n',
      '4: Expected the duration of activity 2, a whole number from 0 to 1000000, but the text ends here. Is the file cut off?',
    ],
    ['1 1\n4\n0 0 1 2\n', '3: Expected a successor of activity 1, a whole number from 1 to 1, but found "2".'],
    ['1 1\n4\n0 0 0\n7', '4: Expected nothing more after the last of 1 activities, but found "7".'],
    ['1 1\n-4\n', '2: Expected units of resource 1, a whole number from 0 to 1000000, but found "-4".'],
  ])('an .rcp text that is wrong is refused with its line (%#)', (text, problem) => {
    expect(problemOf(readPatterson(text))).toBe(problem);
  });
});

// The instances that this is measured with, where they lie beside the repository.
const samples = fileURLToPath(new URL('../../../../../../shared/psplib/', import.meta.url));
if (existsSync(samples)) {
  test('every file of PSPLIB is read, and is a project in periods', () => {
    for (const set of ['j30', 'j60']) {
      for (const name of readdirSync(`${samples}${set}`)) {
        const read = readProgen(readFileSync(`${samples}${set}/${name}`, 'utf8'));
        if (!read.ok) throw new Error(`${name}: ${read.error.message}`);
        expect(read.value.activities.length, name).toBe(set === 'j30' ? 32 : 62);
        expect(periodProject(buildProblem(instanceInput(read.value)).problem)?.project.capacity.length, name).toBe(4);
      }
    }
  });
}
