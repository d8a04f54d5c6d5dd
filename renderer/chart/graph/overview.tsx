import { Maximize, Minus, Plus } from 'lucide-react';
import { type PointerEvent, useMemo } from 'react';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import type { LayeredGraph } from '#shared/layout/layered-graph.ts';
import type { NodeLook, NodeTone } from './graph-look.ts';
import type { ViewControl } from './use-view.ts';
import { seenArea, type View } from './view.ts';

/** Size of the small drawing in pixels. */
const room = { width: 164, height: 92 };

/** The whole drawing in small, with what is seen of it framed; a press goes there. */
export function Overview({
  layout,
  lookOf,
  view,
  size,
  control,
}: {
  readonly layout: LayeredGraph;
  readonly lookOf: (nodeId: string) => NodeLook;
  readonly view: View;
  readonly size: { readonly width: number; readonly height: number };
  readonly control: ViewControl;
}) {
  const scale = Math.min(room.width / Math.max(1, layout.width), room.height / Math.max(1, layout.height));
  const shapes = useMemo(() => {
    const parts = new Map<NodeTone, string[]>();
    for (const node of layout.nodes) {
      const look = lookOf(node.id);
      const tone = look.critical ? 'critical' : look.tone;
      const own = parts.get(tone) ?? [];
      parts.set(tone, own);
      const height = Math.max(1, node.height * scale * 0.62);
      own.push(
        `M${tenth(node.x * scale)} ${tenth(node.y * scale)}h${tenth(node.width * scale)}v${tenth(height)}h${tenth(-node.width * scale)}Z`,
      );
    }
    return [...parts];
  }, [layout, lookOf, scale]);
  const seen = seenArea(view, size);
  const left = Math.max(0, seen.x * scale);
  const top = Math.max(0, seen.y * scale);
  const right = Math.min(layout.width * scale, (seen.x + seen.width) * scale);
  const bottom = Math.min(layout.height * scale, (seen.y + seen.height) * scale);
  const go = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    control.centreOn((event.clientX - box.x - offset.x) / scale, (event.clientY - box.y - offset.y) / scale);
  };
  const offset = { x: (room.width - layout.width * scale) / 2, y: 0 };
  return (
    <section className="graph-overview" aria-label="Overview">
      <header>
        <span>Overview</span>
        <IconButton icon={Minus} label="Smaller" hint="−" onClick={() => control.zoomBy(1 / 1.25)} />
        <button type="button" className="graph-overview-scale" aria-label="Full size" onClick={() => control.reset()}>
          {Math.round(view.scale * 100)} %
        </button>
        <IconButton icon={Plus} label="Larger" hint="+" onClick={() => control.zoomBy(1.25)} />
        <IconButton icon={Maximize} label="Show all" hint="0" onClick={() => control.fit()} />
      </header>
      <svg width={room.width} height={room.height} aria-hidden="true" onPointerDown={go} onPointerMove={go}>
        <g transform={`translate(${offset.x} ${offset.y})`}>
          {shapes.map(([tone, parts]) => (
            <path key={tone} className="graph-bar-shape" data-tone={tone} d={parts.join('')} />
          ))}
          {right > left && bottom > top && (
            <rect className="graph-overview-seen" x={left} y={top} width={Math.max(3, right - left)} height={Math.max(3, bottom - top)} />
          )}
        </g>
      </svg>
    </section>
  );
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
