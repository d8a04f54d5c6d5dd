import { CriticalSign } from '#renderer/sign/critical-sign.tsx';
import { EstimateSign } from '#renderer/sign/estimate-sign.tsx';
import { PrioritySign } from '#renderer/sign/priority-sign.tsx';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { hours } from '#shared/plan/quantity.ts';
import type { Status, StatusCategory } from '#shared/plan/status.ts';
import { Specimen } from './specimen.tsx';

const status = (category: StatusCategory, name: string): Status => ({ category, name, verified: false });

const standings = [
  { name: 'Backlog', status: status('backlog', 'Backlog'), blocked: false, ready: false },
  { name: 'Todo', status: status('planned', 'Todo'), blocked: false, ready: false },
  { name: 'Ready', status: status('planned', 'Todo'), blocked: false, ready: true },
  { name: 'In progress', status: status('in-progress', 'In progress'), blocked: false, ready: false },
  { name: 'In review', status: status('in-progress', 'In review'), blocked: false, ready: false },
  { name: 'Done', status: status('done', 'Done'), blocked: false, ready: false },
  { name: 'Blocked', status: status('planned', 'Todo'), blocked: true, ready: false },
  { name: 'Cancelled', status: status('cancelled', 'Cancelled'), blocked: false, ready: false },
] as const;

/** How standing, priority and estimate of an issue look. */
export function SignSheet() {
  return (
    <>
      <Specimen title="Status · priority">
        <div className="sign-grid">
          {standings.map((standing) => (
            <span key={standing.name} className="sign-entry">
              <StatusSign {...standing} silent />
              {standing.name}
            </span>
          ))}
          <span className="sign-entry">
            <CriticalSign /> critical
          </span>
          <span className="sign-entry sign-priorities">
            <PrioritySign priority="P0" />
            <PrioritySign priority="P1" />
            <PrioritySign priority="P2" />
            <PrioritySign priority="P3" />
          </span>
        </div>
      </Specimen>
      <Specimen title="Estimate">
        <div className="sign-estimate">
          <EstimateSign estimate={{ likely: hours(40), optimistic: hours(32), pessimistic: hours(60) }} longest={260} />
          <span>given range</span>
        </div>
        <div className="sign-estimate">
          <EstimateSign estimate={{ likely: hours(130), optimistic: hours(90), pessimistic: hours(240) }} longest={260} />
          <span>wide</span>
        </div>
        <div className="sign-estimate">
          <EstimateSign estimate={{ likely: hours(24), optimistic: null, pessimistic: null }} longest={260} />
          <span>no range given</span>
        </div>
        <div className="sign-estimate">
          <EstimateSign estimate={null} longest={260} />
          <span className="sign-none">no estimate; never shown as 0</span>
        </div>
      </Specimen>
    </>
  );
}
