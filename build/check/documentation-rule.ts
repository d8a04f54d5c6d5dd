// Every export says what it is, and every file of shared/ and every entry file opens with its purpose.
import ts from 'typescript';
import type { Check, Finding } from './finding.ts';
import { type SourceFile, sourceFiles } from './source-file.ts';

const opensWithPurpose = /^(?:#![^\n]*\n)?\/\/ \S/;
const entryFile =
  /(?:^|\/)(?:main|start|test|check|bench|bundle|package|bootstrap|open-[a-z-]+|[a-z-]+-entry|[a-z-]+-worker)\.(?:ts|tsx|mjs)$/;

function isExported(statement: ts.Statement): boolean {
  return ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map((declaration) => declaration.name.getText()).join(', ');
  const declares =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return (declares ? statement.name?.getText() : undefined) ?? 'default';
}

function undocumented(file: SourceFile): Finding[] {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const documented = new Set<string>();
  const findings: Finding[] = [];
  for (const statement of source.statements) {
    if (!isExported(statement)) continue;
    const name = nameOf(statement);
    // A schema and the type inferred from it share one name and one docblock; so do overloads.
    if (ts.getJSDocCommentsAndTags(statement).length > 0) documented.add(name);
    else if (!documented.has(name)) {
      const line = source.getLineAndCharacterOfPosition(statement.getStart()).line + 1;
      findings.push({
        where: `${file.path}:${line}`,
        message: `The export "${name}" has no docblock: say what it is, with units, shapes and errors.`,
      });
    }
  }
  return findings;
}

/** Exports are documented, files that need a purpose state it. */
export const documentationRule: Check = {
  name: 'documentation',
  async run(root) {
    return sourceFiles(root, /\.(?:ts|tsx|mjs)$/, ['shared', 'electron', 'renderer', 'build']).flatMap((file) => {
      const findings = undocumented(file);
      const needsPurpose = file.path.startsWith('shared/') || entryFile.test(file.path);
      if (needsPurpose && !opensWithPurpose.test(file.text)) {
        findings.push({
          where: `${file.path}:1`,
          message: 'Open the file with one to six lines: what it is, which step it serves, what it must never do.',
        });
      }
      return findings;
    });
  },
};
