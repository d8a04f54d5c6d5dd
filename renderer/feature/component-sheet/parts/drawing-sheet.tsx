import { EdgeLayer } from '#renderer/chart/graph/edge-layer.tsx';
import '#renderer/chart/graph/graph-chart.css';
import type { EdgeLook } from '#renderer/chart/graph/graph-look.ts';
import { Treemap } from '#renderer/chart/treemap.tsx';
import type { TreemapGroup } from '#renderer/chart/treemap-layout.ts';
import { TimelineBars } from '#renderer/chart/timeline/timeline-bars.tsx';
import '#renderer/chart/timeline/timeline-chart.css';
import type { BarLook } from '#renderer/chart/timeline/timeline-look.ts';
import { hoursNumber, hoursText } from '#renderer/sign/hours-text.ts';
import type { LayeredGraph } from '#shared/layout/layered-graph.ts';
import type { LanePlan } from '#shared/layout/timeline/lane.ts';
import { Specimen } from './specimen.tsx';

/** Pixels from one arrow or bar to the next. */
const pitch = 84;

const arrows = [
  { id: 'plain', name: 'needs' },
  { id: 'critical', name: 'critical' },
  { id: 'soft', name: 'preference' },
  { id: 'external', name: 'external' },
  { id: 'aside', name: 'set aside' },
] as const satisfies readonly { id: EdgeLook; name: string }[];

const arrowLayout: LayeredGraph = {
  nodes: [],
  edges: arrows.map(({ id }, place) => ({
    id,
    from: '',
    to: '',
    turned: false,
    points: [place * pitch + 1, 5, place * pitch + pitch - 16, 31],
  })),
  redundant: [],
  boxes: [],
  layers: [],
  loose: null,
  width: arrows.length * pitch,
  height: 36,
};

const look = (tone: BarLook['tone'], critical = false, placed = false): BarLook => ({
  tone,
  critical,
  placed,
  tick: false,
  short: '',
  title: '',
  note: '',
  label: '',
});

const bars = [
  { name: 'in progress', look: look('accent') },
  { name: 'critical', look: look('plain', true) },
  { name: 'ready', look: look('ready') },
  { name: 'planned', look: look('plain') },
  { name: 'scheduled by rule', look: look('plain', false, true) },
] as const;

const barPlan: LanePlan = {
  lanes: [{ id: 'sheet', top: 0, height: 30, bars: bars.length }],
  bars: bars.map(({ name }, place) => ({ id: name, lane: 'sheet', x: place * pitch, width: pitch - 12, y: 0, wordsOutside: false })),
  height: 30,
};

const everything = { x: 0, y: 0, width: 1000, height: 100 };
const allSeen = { left: 0, right: 1000, top: 0, bottom: 100 };
const plainLook = look('plain');

const areas: readonly TreemapGroup[] = [
  {
    name: 'M1',
    colour: 'var(--c1)',
    amount: 216,
    cells: [
      { id: 'a', title: 'Collaboration', amount: 120, pale: false, href: null },
      { id: 'b', title: 'Recommender', amount: 96, pale: true, href: null },
    ],
  },
  {
    name: 'M2',
    colour: 'var(--c2)',
    amount: 72,
    cells: [
      { id: 'c', title: 'Caching', amount: 64, pale: false, href: null },
      { id: 'd', title: 'Gates', amount: 8, pale: false, href: null },
    ],
  },
];

/** Arrows, bars and areas, drawn by the charts themselves. */
export function DrawingSheet() {
  return (
    <>
      <Specimen title="Arrows, with a halo">
        <div className="sheet-drawing">
          <div className="sheet-strip">
            <EdgeLayer layout={arrowLayout} drawn={everything} level="card" lookOf={lookOfArrow} lit={null} />
          </div>
          <Names of={arrows.map(({ name }) => name)} />
        </div>
      </Specimen>
      <Specimen title="Bars on the timeline, 22 px">
        <div className="sheet-drawing">
          <div className="sheet-strip" role="listbox" aria-label="Bars">
            <TimelineBars plan={barPlan} seen={allSeen} links={[]} lookOf={lookOfBar} idOf={barId} current={null} opened={null} />
          </div>
          <Names of={bars.map(({ name }) => name)} />
        </div>
      </Specimen>
      <Specimen title="Areas, pale when done">
        <div className="sheet-areas">
          <Treemap label="Areas" groups={areas} total={288} amountText={hoursText} amountNumber={hoursNumber} />
        </div>
      </Specimen>
    </>
  );
}

function Names({ of: names }: { of: readonly string[] }) {
  return (
    <div className="sheet-names">
      {names.map((name) => (
        <span key={name} style={{ width: pitch }}>
          {name}
        </span>
      ))}
    </div>
  );
}

function lookOfArrow(id: string): EdgeLook {
  return arrows.find((arrow) => arrow.id === id)?.id ?? 'plain';
}

function lookOfBar(id: string): BarLook {
  const bar = bars.find(({ name }) => name === id);
  return bar === undefined ? plainLook : { ...bar.look, label: bar.name };
}

function barId(id: string): string {
  return `sheet-${id}`;
}
