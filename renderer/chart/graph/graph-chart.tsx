import { type CSSProperties, type KeyboardEvent, type ReactNode, type Ref, useId, useImperativeHandle, useMemo, useRef } from 'react';
import type { ClusterBox, LayeredGraph } from '#shared/layout/layered-graph.ts';
import { type Direction, stepFrom } from '#shared/layout/graph-step.ts';
import { detailLevel, type DetailLevel } from './detail-level.ts';
import { EdgeLayer } from './edge-layer.tsx';
import { useFollowing } from './follow.ts';
import './graph-chart.css';
import type { EdgeLook, Lit, NodeLook } from './graph-look.ts';
import { LayerRuler } from './layer-ruler.tsx';
import { NodeLayer } from './node-layer.tsx';
import { Overview } from './overview.tsx';
import { useView, type ViewControl } from './use-view.ts';
import { drawnArea } from './view.ts';

/** What a {@link GraphChart} takes. Functions must keep their identity while what they answer is the same. */
export interface GraphChartProps {
  readonly layout: LayeredGraph;
  /** Name of the whole drawing, read aloud. */
  readonly label: string;
  readonly lookOf: (nodeId: string) => NodeLook;
  readonly contentOf: (nodeId: string, level: DetailLevel) => ReactNode;
  readonly edgeLookOf: (edgeId: string) => EdgeLook;
  readonly boxNameOf: (box: ClusterBox) => { readonly name: string; readonly note: string };
  readonly layerNameOf: (layer: number, count: number) => string;
  /** Heading of the grid of nodes without edges. */
  readonly looseName: string;
  readonly lit: Lit | null;
  readonly selected: string | null;
  /** The node that the keyboard is on. */
  readonly current: string | null;
  readonly onCurrent: (nodeId: string | null) => void;
  readonly onHover: (nodeId: string | null) => void;
  readonly onPick: (nodeId: string | null) => void;
  readonly onOpen: (nodeId: string) => void;
  readonly control?: Ref<ViewControl>;
  /** Stands at the bottom right, left of the overview: the legend. */
  readonly legend: ReactNode;
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

const inset = { top: 54, right: 24, bottom: 24, left: 20 };

/** A layered graph to look around in: wheel and drag move it, arrow keys go from node to node along the lines. */
export function GraphChart(props: GraphChartProps) {
  const { layout, lookOf, selected, current } = props;
  const name = useId();
  const canvas = useRef<HTMLDivElement>(null);
  const { view, size, control } = useView(canvas, layout, inset);
  useImperativeHandle(props.control, () => control, [control]);
  const shown = useFollowing(layout);
  const level = detailLevel(view.scale);
  const area = drawnArea(view, size);
  // The area is a new object at every move, but seldom another one.
  const areaKey = `${area.x} ${area.y} ${area.width} ${area.height}`;
  const drawn = useMemo(() => {
    const [x = 0, y = 0, width = 0, height = 0] = areaKey.split(' ').map(Number);
    return { x, y, width, height };
  }, [areaKey]);
  const idOf = useMemo(() => (nodeId: string) => `${name}-${nodeId}`, [name]);

  const goTo = (nodeId: string | null): void => {
    props.onCurrent(nodeId);
    // While the panel is open it follows the keyboard.
    if (selected !== null) props.onPick(nodeId);
    const node = layout.nodes.find((candidate) => candidate.id === nodeId);
    if (node !== undefined) control.reveal(node);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const direction = directions[event.key];
    if (direction !== undefined) goTo(stepFrom(layout, current ?? selected, direction));
    else if (event.key === 'Enter' && current !== null) props.onOpen(current);
    else if (event.key === ' ' && current !== null) props.onPick(current);
    else if (event.key === 'Escape') props.onPick(null);
    else if (event.key === '+' || event.key === '=') control.zoomBy(1.25);
    else if (event.key === '-') control.zoomBy(1 / 1.25);
    else if (event.key === '0') control.fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const nodeAt = (target: EventTarget): string | null =>
    target instanceof Element ? (target.closest<HTMLElement>('[data-node]')?.dataset['node'] ?? null) : null;

  // Custom properties are not in React's CSSProperties.
  const style = { '--x': `${view.x}px`, '--y': `${view.y}px`, '--scale': view.scale } as CSSProperties;
  return (
    <div className="graph-chart" style={style}>
      <div
        ref={canvas}
        className="graph-canvas"
        role="application"
        tabIndex={0}
        aria-label={props.label}
        aria-activedescendant={current === null ? undefined : idOf(current)}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (event.target === event.currentTarget && current === null) props.onCurrent(selected ?? layout.nodes[0]?.id ?? null);
        }}
        onPointerOver={(event) => props.onHover(nodeAt(event.target))}
        onPointerLeave={() => props.onHover(null)}
        onClick={(event) => {
          const id = nodeAt(event.target);
          if (id !== null) props.onCurrent(id);
          props.onPick(id);
        }}
        onDoubleClick={(event) => {
          const id = nodeAt(event.target);
          if (id !== null) props.onOpen(id);
        }}
      >
        <div className="graph-world" data-level={level}>
          <Boxes boxes={shown.boxes} nameOf={props.boxNameOf} />
          {shown.loose !== null && (
            <p
              className="graph-loose-name"
              style={{ transform: `translate(12px, ${shown.loose.y - (shown.layers.length > 0 ? 34 : 0)}px)` }}
            >
              {props.looseName}
            </p>
          )}
          <EdgeLayer layout={shown} drawn={drawn} level={level} lookOf={props.edgeLookOf} lit={props.lit} />
          <NodeLayer
            layout={shown}
            drawn={drawn}
            level={level}
            lookOf={lookOf}
            contentOf={props.contentOf}
            lit={props.lit}
            selected={selected}
            current={current}
            idOf={idOf}
          />
        </div>
      </div>
      <LayerRuler layers={layout.layers} nameOf={props.layerNameOf} scale={view.scale} />
      <div className="graph-corner">
        {props.legend}
        <Overview layout={layout} lookOf={lookOf} view={view} size={size} control={control} />
      </div>
    </div>
  );
}

function Boxes({ boxes, nameOf }: { readonly boxes: readonly ClusterBox[]; readonly nameOf: GraphChartProps['boxNameOf'] }) {
  return boxes.map((box) => {
    const { name, note } = nameOf(box);
    return (
      <div
        key={`${box.cluster} ${box.part}`}
        className="graph-box"
        style={{ transform: `translate(${box.x}px, ${box.y}px)`, width: box.width, height: box.height }}
        aria-hidden="true"
      >
        <span className="graph-box-name">
          <b>{name}</b> {note}
        </span>
      </div>
    );
  });
}
