import './component-sheet.css';
import { ColourSheet } from './parts/colour-sheet.tsx';
import { ControlSheet } from './parts/control-sheet.tsx';
import { DrawingSheet } from './parts/drawing-sheet.tsx';
import { FloatSheet } from './parts/float-sheet.tsx';
import { SignSheet } from './parts/sign-sheet.tsx';
import { StateSheet } from './parts/state-sheet.tsx';
import { TypeSheet } from './parts/type-sheet.tsx';

/** Every part of the page in every state, in one place: real parts, so that a change of one shows here first. */
export function ComponentSheetView() {
  return (
    <main className="component-sheet" aria-label="Components">
      <div className="component-sheet-column">
        <ColourSheet />
        <TypeSheet />
        <SignSheet />
      </div>
      <div className="component-sheet-column">
        <ControlSheet />
        <StateSheet />
      </div>
      <div className="component-sheet-column">
        <FloatSheet />
        <DrawingSheet />
      </div>
    </main>
  );
}
