import { chooseFiles } from '#renderer/ui/choose-files.ts';
import { planFileEndings } from './plan-file.ts';

/** Opens the file chooser for plan files; `onChosen` gets them, and is not called when the person cancels. */
export function choosePlanFiles(onChosen: (files: readonly File[]) => void): void {
  chooseFiles(planFileEndings, true, onChosen);
}
