import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { select } from 'd3-selection';
import { type D3ZoomEvent, zoom as zoomBehaviour, type ZoomBehavior, ZoomTransform, zoomIdentity } from 'd3-zoom';
import { type Area, fittingView, type Inset, seenArea, type View } from './view.ts';

/** Moves the view. */
export interface ViewControl {
  /** Multiplies the scale around the middle of the canvas. */
  readonly zoomBy: (factor: number) => void;
  /** Full size, with the start of the drawing at the top left. */
  readonly reset: () => void;
  /** All of the drawing. */
  readonly fit: () => void;
  /** The least move that brings `area` into sight. */
  readonly reveal: (area: Area) => void;
  /** Puts the middle of the canvas on a point of the drawing. */
  readonly centreOn: (x: number, y: number) => void;
}

/** What {@link useView} gives: the view, the size of the canvas, and the means to move. */
export interface UseView {
  readonly view: View;
  readonly size: { readonly width: number; readonly height: number };
  readonly control: ViewControl;
}

const smallest = 0.02;
const largest = 2;
/** A drawing that fits at this scale or above is fitted at first sight; larger ones start at full size. */
const firstSmallest = 0.82;

/** Lets people move and scale the drawing on `canvas` by wheel, drag and pinch; shows its start at first. */
export function useView(
  canvas: RefObject<HTMLElement | null>,
  drawing: { readonly width: number; readonly height: number },
  inset: Inset,
): UseView {
  const [view, setView] = useState<View>({ x: inset.left, y: inset.top, scale: 1 });
  const [size, setSize] = useState({ width: 0, height: 0 });
  const behaviour = useRef<ZoomBehavior<HTMLElement, unknown> | null>(null);
  const latest = useRef({ drawing, inset, size });
  const started = useRef(false);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const zoom = zoomBehaviour<HTMLElement, unknown>()
      .scaleExtent([smallest, largest])
      // A press on a card selects it; only the ground is dragged. The wheel works everywhere.
      .filter((event: MouseEvent) => event.type === 'wheel' || event.type === 'touchstart' || (event.button === 0 && !onCard(event.target)))
      .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => {
        const { x, y, k } = event.transform;
        setView({ x, y, scale: k });
      });
    behaviour.current = zoom;
    select<HTMLElement, unknown>(element).call(zoom).on('dblclick.zoom', null);
    const watch = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      select(element).on('.zoom', null);
    };
  }, [canvas]);

  const go = useCallback(
    (next: View) => {
      const element = canvas.current;
      if (element === null || behaviour.current === null) return;
      const transform = new ZoomTransform(Math.min(largest, Math.max(smallest, next.scale)), next.x, next.y);
      select<HTMLElement, unknown>(element).call((selection) => behaviour.current?.transform(selection, transform));
    },
    [canvas],
  );

  useEffect(() => {
    if (started.current || size.width === 0 || drawing.width === 0) return;
    started.current = true;
    const fitting = fittingView(drawing, size, inset, 1);
    go({ x: inset.left, y: inset.top, scale: fitting.scale >= firstSmallest ? fitting.scale : 1 });
  }, [drawing, size, inset, go]);

  const now = useRef(view);
  useLayoutEffect(() => {
    latest.current = { drawing, inset, size };
    now.current = view;
  }, [drawing, inset, size, view]);
  const control = useMemo<ViewControl>(
    () => ({
      zoomBy: (factor) => {
        const { size: room } = latest.current;
        const { x, y, scale } = now.current;
        const next = Math.min(largest, Math.max(smallest, scale * factor));
        const middle = { x: room.width / 2, y: room.height / 2 };
        go({ x: middle.x - ((middle.x - x) / scale) * next, y: middle.y - ((middle.y - y) / scale) * next, scale: next });
      },
      reset: () => go({ x: latest.current.inset.left, y: latest.current.inset.top, scale: zoomIdentity.k }),
      fit: () => go(fittingView(latest.current.drawing, latest.current.size, latest.current.inset, 1)),
      reveal: (area) => {
        const { x, y, scale } = now.current;
        const { inset: edge, size: room } = latest.current;
        const seen = seenArea(now.current, room);
        const margin = 24 / scale;
        const left = seen.x + edge.left / scale;
        const top = seen.y + edge.top / scale;
        const right = seen.x + seen.width - margin;
        const bottom = seen.y + seen.height - margin;
        const across = area.x < left ? area.x - left : Math.max(0, Math.min(area.x - left, area.x + area.width - right));
        const down = area.y < top ? area.y - top : Math.max(0, Math.min(area.y - top, area.y + area.height - bottom));
        if (across !== 0 || down !== 0) go({ x: x - across * scale, y: y - down * scale, scale });
      },
      centreOn: (px, py) => {
        const { scale } = now.current;
        const { size: room } = latest.current;
        go({ x: room.width / 2 - px * scale, y: room.height / 2 - py * scale, scale });
      },
    }),
    [go],
  );
  return { view, size, control };
}

function onCard(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-node], button, input, a') !== null;
}
