// Reads the plan files that a person chose or dropped, as far as a page can: names and text.
import type { JobInput } from '#shared/contract/job.ts';
import { limit } from '#shared/plan/limit.ts';

/** Files as the job takes them, and those that are no plan files, each with the reason. */
export interface ReadFiles {
  readonly files: JobInput<'import-plan'>['files'];
  readonly refused: readonly string[];
}

/** Endings of plan files. */
const endings = ['.md', '.markdown', '.mdown', '.txt'];

/** The ending list for a file chooser. */
export const planFileEndings = endings.join(',');

/** Reads `files`. Bytes that are no text, and files that are too large, are refused here, before anything is sent. */
export async function readPlanFiles(files: readonly File[]): Promise<ReadFiles> {
  const read: { path: string; text: string }[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const reason = refusal(file);
    if (reason !== null) {
      refused.push(reason);
      continue;
    }
    try {
      // The byte order mark is part of the file and is kept: the same file must give the same text on every way in.
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer());
      read.push({ path: file.name, text });
    } catch {
      refused.push(`${file.name} cannot be read. Is it a folder, or was it moved?`);
    }
  }
  return { files: read, refused };
}

function refusal(file: File): string | null {
  const name = file.name.toLowerCase();
  if (!endings.some((ending) => name.endsWith(ending))) return `${file.name} is not a Markdown or text file (${endings.join(', ')}).`;
  if (file.size > limit.fileBytes) {
    return `${file.name} has ${Math.round(file.size / 1024 / 1024)} MB; a plan file has at most ${limit.fileBytes / 1024 / 1024} MB.`;
  }
  return null;
}
