// `npm run check`: all rules of the repository, at zero exceptions. Prints what breaks them; exits with 1 if anything does.
import { fileURLToPath } from 'node:url';
import { assertionRule } from './assertion-rule.ts';
import { cycleRule } from './cycle-rule.ts';
import { documentationRule } from './documentation-rule.ts';
import type { Check } from './finding.ts';
import { importRule } from './import-rule.ts';
import { deadCodeRule, formatRule, lintRule, typeRule } from './program-rule.ts';
import { treeRule } from './tree-rule.ts';

/** All checks, quick ones first. */
const checks: readonly Check[] = [
  treeRule,
  importRule,
  cycleRule,
  documentationRule,
  assertionRule,
  formatRule,
  lintRule,
  deadCodeRule,
  typeRule,
];

/** How many checks held and how many did not. */
export interface CheckCount {
  readonly passed: number;
  readonly failed: number;
}

/** Runs all checks on the repository and prints each with its findings. */
export async function runChecks(): Promise<CheckCount> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  let failed = 0;
  for (const check of checks) {
    const started = performance.now();
    const findings = await check.run(root);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (findings.length === 0) console.log(`✓ ${check.name} (${seconds} s)`);
    else {
      failed += 1;
      console.log(`✗ ${check.name}: ${findings.length} (${seconds} s)`);
      for (const { where, message } of findings) console.log(`  ${where}  ${message}`);
    }
  }
  return { passed: checks.length - failed, failed };
}

if (import.meta.main) {
  const { failed } = await runChecks();
  process.exitCode = failed === 0 ? 0 : 1;
}
