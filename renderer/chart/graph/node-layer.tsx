import { memo, type ReactNode, useMemo } from 'react';
import type { LayeredGraph, PlacedNode } from '#shared/layout/layered-graph.ts';
import type { DetailLevel } from './detail-level.ts';
import type { Lit, NodeLook, NodeTone } from './graph-look.ts';
import { type Area, areasMeet } from './view.ts';

/** What {@link NodeLayer} takes; `drawn` is the part of the drawing to draw nodes in. */
interface NodeLayerProps {
  readonly layout: LayeredGraph;
  readonly drawn: Area;
  readonly level: DetailLevel;
  readonly lookOf: (nodeId: string) => NodeLook;
  readonly contentOf: (nodeId: string, level: DetailLevel) => ReactNode;
  readonly lit: Lit | null;
  readonly selected: string | null;
  readonly current: string | null;
  readonly idOf: (nodeId: string) => string;
}

const tones: readonly NodeTone[] = ['plain', 'quiet', 'accent', 'danger', 'warn', 'ready', 'critical'];

/** The nodes: as cards while they can be read, else as bars in one path a colour. */
export const NodeLayer = memo(function NodeLayer(props: NodeLayerProps) {
  const { layout, drawn, level, lookOf, contentOf, lit, selected, current, idOf } = props;
  const seen = useMemo(() => (level === 'bar' ? [] : layout.nodes.filter((node) => areasMeet(node, drawn))), [layout, drawn, level]);
  if (level === 'bar') return <Bars layout={layout} lookOf={lookOf} />;
  return (
    <div className="graph-nodes" data-level={level}>
      {seen.map((node) => (
        <NodeBox
          key={node.id}
          id={idOf(node.id)}
          node={node}
          level={level}
          look={lookOf(node.id)}
          contentOf={contentOf}
          dimmed={lit !== null && !lit.nodes.has(node.id)}
          selected={selected === node.id}
          current={current === node.id}
        />
      ))}
    </div>
  );
});

interface NodeBoxProps {
  readonly id: string;
  readonly node: PlacedNode;
  readonly level: DetailLevel;
  readonly look: NodeLook;
  readonly contentOf: NodeLayerProps['contentOf'];
  readonly dimmed: boolean;
  readonly selected: boolean;
  readonly current: boolean;
}

const NodeBox = memo(function NodeBox({ id, node, level, look, contentOf, dimmed, selected, current }: NodeBoxProps) {
  return (
    <div
      id={id}
      className="graph-node"
      role="button"
      aria-pressed={selected}
      aria-label={look.label}
      data-node={node.id}
      data-form={look.form}
      data-tone={look.tone}
      data-slack={look.slack ?? undefined}
      data-critical={look.critical ? '' : undefined}
      data-dimmed={dimmed ? '' : undefined}
      data-current={current ? '' : undefined}
      style={{ transform: `translate(${node.x}px, ${node.y}px)`, width: node.width, height: node.height }}
    >
      <div className="graph-node-box">{contentOf(node.id, level)}</div>
    </div>
  );
});

function Bars({ layout, lookOf }: Pick<NodeLayerProps, 'layout' | 'lookOf'>) {
  const paths = useMemo(() => {
    const parts = new Map<NodeTone, string[]>();
    for (const node of layout.nodes) {
      const look = lookOf(node.id);
      const tone = look.critical ? 'critical' : look.tone;
      const own = parts.get(tone) ?? [];
      parts.set(tone, own);
      own.push(`M${Math.round(node.x)} ${Math.round(node.y + node.height * 0.2)}h${node.width}v${node.height * 0.6}h${-node.width}Z`);
    }
    return parts;
  }, [layout, lookOf]);
  return (
    <svg className="graph-edges" width="1" height="1" aria-hidden="true">
      {tones.map(
        (tone) => paths.has(tone) && <path key={tone} className="graph-bar-shape" data-tone={tone} d={paths.get(tone)?.join('')} />,
      )}
    </svg>
  );
}
