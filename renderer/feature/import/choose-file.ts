import { planFileEndings } from './plan-file.ts';

/** Opens the file chooser for plan files; `onChosen` gets them, and is not called when the person cancels. */
export function choosePlanFiles(onChosen: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = planFileEndings;
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    if (files.length > 0) onChosen(files);
  });
  input.click();
}
