import type { ReactNode } from 'react';

/** Where the arcs have their centre, and how far the limb is from it, in units of the drawing. */
const centre = { x: 150, y: 1000 };
const limb = 866;

/** A point at `degrees` from the vertical, `radius` away from the centre. */
function point(degrees: number, radius: number): string {
  const angle = (degrees * Math.PI) / 180;
  return `${(centre.x + radius * Math.sin(angle)).toFixed(1)} ${(centre.y - radius * Math.cos(angle)).toFixed(1)}`;
}

function arc(from: number, to: number, radius: number): string {
  return `M${point(from, radius)}A${radius} ${radius} 0 0 1 ${point(to, radius)}`;
}

/** Degrees of the limb: one division each two, labels each ten. */
const divisions = Array.from({ length: 31 }, (_, index) => index * 2);

/** A sextant's limb over a graticule: the one drawing that is only there to be looked at. */
export function Limb(): ReactNode {
  return (
    <div className="limb" aria-hidden="true">
      <svg viewBox="0 0 720 900" preserveAspectRatio="xMinYMin slice">
        <g className="limb-graticule">
          {[170, 270, 370, 470, 570, 670, 766, 966, 1066].map((radius) => (
            <path key={radius} d={arc(-40, 80, radius)} />
          ))}
          {Array.from({ length: 13 }, (_, index) => index * 8 - 20).map((degrees) => (
            <path key={degrees} d={`M${point(degrees, 170)}L${point(degrees, 1300)}`} />
          ))}
        </g>
        <path className="limb-arc" d={arc(2, 62, limb)} />
        <g className="limb-mark">
          {divisions.map((step) => {
            const length = step % 10 === 0 ? 18 : step % 5 === 0 ? 12 : 7;
            return <path key={step} d={`M${point(2 + step, limb)}L${point(2 + step, limb + length)}`} />;
          })}
          {divisions
            .filter((step) => step % 10 === 0 && step > 0)
            .map((step) => {
              const [x, y] = point(2 + step, limb + 32).split(' ');
              return (
                <text key={step} x={x} y={y} transform={`rotate(${2 + step} ${x} ${y})`}>
                  {90 - step}
                </text>
              );
            })}
        </g>
      </svg>
      <span className="limb-neatline" />
    </div>
  );
}
