import { Specimen } from './specimen.tsx';

/** The sizes of type, each named after itself. */
export function TypeSheet() {
  return (
    <Specimen title="Type" dense>
      <p className="text-sentence">24/32 Sentence</p>
      <p className="text-page-title">20/28 Page title</p>
      <p className="text-section">14/20 Section</p>
      <p className="text-interface">13/20 Interface text 0123456789</p>
      <p className="text-secondary">12.5/18 Secondary cell</p>
      <p className="text-caption type-line">11.5/16 Column head, caption</p>
      <p className="text-mono type-line">11.5 Mono AQE-1 PHASE1.md:179</p>
    </Specimen>
  );
}
