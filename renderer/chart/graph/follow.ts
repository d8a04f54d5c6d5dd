import { useEffect, useRef, useState } from 'react';
import type { LayeredGraph } from '#shared/layout/layered-graph.ts';

/** How long things take to their new places, in milliseconds. */
const duration = 220;
/** Drawings of more nodes jump: nobody can follow that many, and each frame would cost too much. */
const mostMoving = 1500;

/** Gives drawings in between when `target` changes, so that the eye can follow what moved where. */
export function useFollowing(target: LayeredGraph): LayeredGraph {
  const [shown, setShown] = useState(target);
  const current = useRef(target);
  useEffect(() => {
    const from = current.current;
    if (from === target) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (still || from.nodes.length === 0 || Math.max(from.nodes.length, target.nodes.length) > mostMoving) {
      current.current = target;
      setShown(target);
      return;
    }
    const start = performance.now();
    let frame = 0;
    const step = (time: number): void => {
      const part = Math.min(1, Math.max(0, (time - start) / duration));
      current.current = part === 1 ? target : between(from, target, 1 - (1 - part) ** 3);
      setShown(current.current);
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [target]);
  return shown;
}

/** The drawing `part` of the way from one to the other; what is new stands at its place at once. */
function between(from: LayeredGraph, to: LayeredGraph, part: number): LayeredGraph {
  const nodes = new Map(from.nodes.map((node) => [node.id, node]));
  const edges = new Map(from.edges.map((edge) => [edge.id, edge]));
  const boxes = new Map(from.boxes.map((box) => [`${box.cluster} ${box.part}`, box]));
  const mix = (a: number, b: number): number => a + (b - a) * part;
  return {
    ...to,
    nodes: to.nodes.map((node) => {
      const old = nodes.get(node.id);
      return old === undefined ? node : { ...node, x: mix(old.x, node.x), y: mix(old.y, node.y) };
    }),
    edges: to.edges.map((edge) => {
      const old = edges.get(edge.id);
      return old === undefined ? edge : { ...edge, points: mixPoints(old.points, edge.points, mix) };
    }),
    boxes: to.boxes.map((box) => {
      const old = boxes.get(`${box.cluster} ${box.part}`);
      if (old === undefined) return box;
      return {
        ...box,
        x: mix(old.x, box.x),
        y: mix(old.y, box.y),
        width: mix(old.width, box.width),
        height: mix(old.height, box.height),
      };
    }),
  };
}

/** Mixes two lines of different numbers of corners: the shorter one repeats its last corner. */
function mixPoints(from: readonly number[], to: readonly number[], mix: (a: number, b: number) => number): number[] {
  return to.map((value, index) => {
    const old = from[index] ?? from[from.length - 2 + (index % 2)] ?? value;
    return mix(old, value);
  });
}
