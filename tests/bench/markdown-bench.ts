import MarkdownIt from 'markdown-it';
import { readPlan } from '#shared/markdown/read-plan.ts';
import { Dialect } from '#shared/plan/roadmap.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';
import { type Bench, median } from './measure.ts';

/** Reading plans of 10,000 issues in each dialect. */
export const markdownBench: Bench = {
  async *figures() {
    const parser = new MarkdownIt();
    for (const dialect of Dialect.options) {
      const { text } = generatePlan({ seed: 1, issues: 10_000, dialect });
      const small = generatePlan({ seed: 1, issues: 1000, dialect }).text;
      const name = `read ${dialect} of 10000 issues, ${(text.length / 1e6).toFixed(1)} MB`;
      const milliseconds = await median(() => readPlan(text), 3, 1);
      const alone = await median(() => parser.parse(text, {}), 3, 1);
      yield { name, value: milliseconds, besideName: 'markdown-it parse alone', besideValue: alone, limit: null };
      const tenth = await median(() => readPlan(small), 5, 2);
      yield { name, value: milliseconds, besideName: '1000 issues', besideValue: tenth, limit: null };
    }
  },
};
