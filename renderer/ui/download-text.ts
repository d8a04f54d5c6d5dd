import { downloadFile } from './download-file.ts';

/** Hands a text to the browser as a file to save. `type` is its media type, such as `text/csv`. */
export function downloadText(name: string, text: string, type: string): void {
  downloadFile(name, new Blob([text], { type: `${type};charset=utf-8` }));
}
