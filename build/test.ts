// `npm test`: every check and every test but the long ones, with progress, and one closing line that counts all of them.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChecks } from './check/check.ts';
import { ensurePage } from './page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
const report = join(results, 'vitest.json');

interface Count {
  readonly passed: number;
  readonly failed: number;
}

function runVitest(filters: readonly string[]): Promise<number | null> {
  const args = [
    'run',
    '--config',
    'build/vitest.config.ts',
    '--project=!long',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args, ...filters], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}

// A test file that cannot even be loaded has no test in it, but it has failed all the same.
function countTests(code: number | null): Count {
  try {
    const counted = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numFailedTestSuites: number;
    }; // vitest's JSON report
    const failed = counted.numFailedTests > 0 ? counted.numFailedTests : counted.numFailedTestSuites;
    return { passed: counted.numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

async function runTests(): Promise<Count> {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  try {
    await ensurePage();
  } catch (error) {
    console.error('The page could not be bundled:', error);
    return { passed: 0, failed: 1 };
  }
  return countTests(await runVitest(process.argv.slice(2)));
}

console.log('Checks');
const checks = await runChecks();
console.log('\nTests');
const tests = await runTests();
const failed = checks.failed + tests.failed;
console.log(`\n${checks.passed + tests.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
