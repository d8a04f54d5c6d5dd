import type { ReactNode } from 'react';
import { InPresent } from '#renderer/state/engine-context.tsx';
import { BaselineSection } from './parts/baseline-section.tsx';
import { MomentSection } from './parts/moment-section.tsx';
import { ScenarioSection } from './parts/scenario-section.tsx';
import './history.css';

/** The other plans beside the present one: what it was, what was agreed, and what it could be. */
export function HistoryView(): ReactNode {
  return (
    <main className="past-page" aria-label="History and scenarios">
      <h1 className="text-page-title">History and scenarios</h1>
      <InPresent>
        <MomentSection />
        <BaselineSection />
        <ScenarioSection />
      </InPresent>
    </main>
  );
}
