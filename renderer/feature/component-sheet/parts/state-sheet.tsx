import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CapacityBar } from '#renderer/ui/capacity-bar.tsx';
import { CheckBox } from '#renderer/ui/check-box.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { ListRow } from '#renderer/ui/list-row.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import { plannedStatus } from '#shared/plan/status.ts';
import { Specimen } from './specimen.tsx';

const rows = [
  { note: 'at rest', box: null, props: {} },
  { note: 'hover', box: false, props: { 'data-hover': '' } },
  { note: 'focus', box: false, props: { current: true } },
  { note: 'selected', box: true, props: { selected: true } },
  { note: 'selected, focus', box: true, props: { selected: true, current: true } },
] as const;

const ignore = () => undefined;

/** Rows in each state, and what stands where there is nothing, or something is wrong. */
export function StateSheet() {
  return (
    <>
      <Specimen title="Row states, 30 px">
        <div className="sheet-rows">
          {rows.map(({ note, box, props }) => (
            <ListRow key={note} {...props}>
              <span className="sheet-row-box">
                {box !== null && <CheckBox label={note} checked={box} onChange={ignore} tabIndex={-1} />}
              </span>
              <span className="text-mono sheet-row-key">SM-004</span>
              <StatusSign status={plannedStatus} blocked={false} ready />
              <span className="sheet-row-title">Advanced Caching</span>
              <span className="sheet-row-note">{note}</span>
            </ListRow>
          ))}
          <div className="sheet-row-loading">
            <SkeletonRow widths={[38, 14, 130]} />
            <span className="sheet-row-note">loading</span>
          </div>
        </div>
      </Specimen>
      <Specimen title="Capacity · progress">
        <div className="sheet-line sheet-bars">
          <CapacityBar used={128} capacity={160} />
          <span>128 of 160 h</span>
          <CapacityBar used={284} capacity={240} />
          <span>284 of 240 h</span>
          <ProgressBar part={0.55} label="Progress by effort" />
          <span>55 % of the hours are done</span>
        </div>
      </Specimen>
      <Specimen title="Empty · error">
        <EmptyState title="Nothing is ready to start" action={<Button small>Show what blocks</Button>}>
          Three issues wait for AQE-1.
        </EmptyState>
        <ErrorNote title="ISSUES.md was not read">Line 41 holds a byte that is no text. Nothing was changed.</ErrorNote>
      </Specimen>
    </>
  );
}
