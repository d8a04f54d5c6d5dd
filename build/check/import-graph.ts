// Reads which file imports what, for the import table and the search for cycles.
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';
import { type SourceFile, sourceFiles } from './source-file.ts';

/** One import, export-from or `import()`. */
export interface ImportEdge {
  /** Path of the importing file, and the line. */
  readonly from: string;
  readonly line: number;
  readonly specifier: string;
  readonly target:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'package'; readonly name: string }
    | { readonly kind: 'node'; readonly name: string };
}

const alias = /^#(shared|electron|renderer|build|tests)\//;
const nodeModules = new Set(builtinModules);

function target(file: string, specifier: string): ImportEdge['target'] {
  const bare = specifier.split('?')[0] ?? specifier;
  if (bare.startsWith('.')) return { kind: 'file', path: posix.normalize(posix.join(posix.dirname(file), bare)) };
  if (alias.test(bare)) return { kind: 'file', path: bare.slice(1) };
  if (bare.startsWith('node:') || nodeModules.has(bare)) return { kind: 'node', name: bare };
  const [scope = bare, name] = bare.split('/');
  return { kind: 'package', name: scope.startsWith('@') && name !== undefined ? `${scope}/${name}` : scope };
}

function importsOf(file: SourceFile): ImportEdge[] {
  return ts.preProcessFile(file.text, true, true).importedFiles.map(({ fileName, pos }) => ({
    from: file.path,
    line: file.text.slice(0, pos).split('\n').length,
    specifier: fileName,
    target: target(file.path, fileName),
  }));
}

/** All imports of all code files under `root`. */
export function importEdges(root: string): ImportEdge[] {
  return sourceFiles(root).flatMap(importsOf);
}
