// A type assertion tells the compiler to look away, so it has to say why on its line. `as const` claims nothing.
import ts from 'typescript';
import type { Check, Finding } from './finding.ts';
import { type SourceFile, sourceFiles } from './source-file.ts';

function isClaim(node: ts.Node): node is ts.AsExpression {
  if (!ts.isAsExpression(node)) return false;
  return !(ts.isTypeReferenceNode(node.type) && node.type.typeName.getText() === 'const');
}

function unexplained(file: SourceFile): Finding[] {
  const kind = file.path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, kind);
  const lines = file.text.split('\n');
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    if (isClaim(node)) {
      const first = source.getLineAndCharacterOfPosition(node.getStart()).line;
      const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
      // The formatter may move a trailing comment to the line above a long expression.
      const explained = lines.slice(Math.max(0, first - 1), last + 1).some((line) => line.includes('//'));
      if (!explained)
        findings.push({
          where: `${file.path}:${last + 1}`,
          message: 'Say on this line why the assertion holds (`// …`), or use `satisfies`.',
        });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}

/** Every type assertion in product code gives its reason. */
export const assertionRule: Check = {
  name: 'assertions',
  run: async (root) => sourceFiles(root, /\.tsx?$/, ['shared', 'electron', 'renderer', 'build']).flatMap(unexplained),
};
