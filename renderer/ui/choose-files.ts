/** Opens the file chooser; `accept` as the attribute of that name. `onChosen` gets the files, and is not called when the person cancels. */
export function chooseFiles(accept: string, several: boolean, onChosen: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = several;
  input.accept = accept;
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    if (files.length > 0) onChosen(files);
  });
  input.click();
}
