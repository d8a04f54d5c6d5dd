// Hours of several issues together: what their sum is likely to be, and how far it may reach. Serves every group head
// and effort figure; knows nothing of issues, only of their estimates.

/** Hours of one or several issues with the same estimate. Hours; `count` issues have it. */
export interface EstimateCount {
  readonly likely: number;
  /** 10th percentile; `null` when nobody gave one. */
  readonly optimistic: number | null;
  /** 90th percentile; `null` when nobody gave one. */
  readonly pessimistic: number | null;
  readonly count: number;
}

/** A sum of estimates, in hours. */
export interface EstimateSum {
  readonly likely: number;
  /** 10th percentile of the sum; `null` while no estimate in it has a range. */
  readonly low: number | null;
  /** 90th percentile of the sum; `null` while no estimate in it has a range. */
  readonly high: number | null;
}

/** 90th percentile of the standard normal distribution. */
const z90 = 1.2815515655446004;

/** Bounds of the ratio of the two sides of a range: beyond them a fitted lognormal says more about its tail than people know. */
const steepest = 4;

/** What adds up when independent quantities are added. */
interface Cumulants {
  readonly mean: number;
  readonly variance: number;
  readonly third: number;
}

/** A normal (`shape` 0) or shifted lognormal; `side` -1 has its long tail on the left. */
interface Fit {
  readonly median: number;
  readonly scale: number;
  readonly shape: number;
  readonly side: 1 | -1;
}

/**
 * Adds estimates as independent quantities.
 *
 * An estimate without a range is certain. One with a range is a three-parameter (shifted) lognormal through its ends, a
 * missing end being the likely hours; its skew follows from where the likely hours stand between the ends. The first
 * three cumulants of independent quantities add, and the sum is read from the shifted lognormal that has these
 * cumulants (Fenton 1960, "The sum of log-normal probability distributions in scatter transmission systems", with the
 * shift as third parameter). So one estimate gives back its own ends, and many approach the normal distribution;
 * adding the ends would overstate the spread of n equal issues by the root of n.
 */
export function estimateSum(estimates: Iterable<EstimateCount>): EstimateSum {
  let likely = 0;
  let certain = 0;
  let ranged = false;
  let mean = 0;
  let variance = 0;
  let third = 0;
  for (const { likely: hours, optimistic, pessimistic, count } of estimates) {
    likely += hours * count;
    if (optimistic === null && pessimistic === null) {
      certain += hours * count;
      continue;
    }
    ranged = true;
    const part = cumulants(fitEnds(optimistic ?? hours, hours, pessimistic ?? hours));
    mean += part.mean * count;
    variance += part.variance * count;
    third += part.third * count;
  }
  if (!ranged) return { likely, low: null, high: null };
  const sum = fitCumulants({ mean, variance, third });
  return { likely, low: certain + Math.max(0, percentile(sum, -z90)), high: certain + percentile(sum, z90) };
}

function fitEnds(low: number, likely: number, high: number): Fit {
  if (high <= low) return { median: likely, scale: 0, shape: 0, side: 1 };
  const below = likely - low;
  const above = high - likely;
  const side = above >= below ? 1 : -1;
  const ratio = Math.min(steepest, Math.max(above, below) / Math.max(Math.min(above, below), (high - low) * 1e-6));
  const short = (high - low) / (1 + ratio);
  const median = side === 1 ? low + short : high - short;
  if (ratio < 1 + 1e-6) return { median, scale: short / z90, shape: 0, side };
  const shape = Math.log(ratio) / z90;
  return { median, scale: short / (1 - Math.exp(-z90 * shape)), shape, side };
}

function cumulants({ median, scale, shape, side }: Fit): Cumulants {
  if (shape === 0) return { mean: median, variance: scale * scale, third: 0 };
  const growth = Math.exp(shape * shape);
  const variance = scale * scale * growth * (growth - 1);
  return {
    mean: median + side * scale * (Math.sqrt(growth) - 1),
    variance,
    third: side * variance ** 1.5 * (growth + 2) * Math.sqrt(growth - 1),
  };
}

function fitCumulants({ mean, variance, third }: Cumulants): Fit {
  // Below a millionth of a billionth of an hour there is no spread, and powers of it would no longer be numbers.
  if (variance <= 1e-30) return { median: mean, scale: 0, shape: 0, side: 1 };
  const skewness = Math.abs(third) / variance ** 1.5;
  const side = third < 0 ? -1 : 1;
  if (skewness < 1e-6) return { median: mean, scale: Math.sqrt(variance), shape: 0, side };
  const growth = growthOfSkewness(skewness);
  const shape = Math.sqrt(Math.log(growth));
  const scale = Math.sqrt(variance / (growth * (growth - 1)));
  return { median: mean - side * scale * (Math.sqrt(growth) - 1), scale, shape, side };
}

/** Solves (g + 2) √(g - 1) = skewness for g > 1: with t = √(g - 1) it is t³ + 3t = skewness, which has one real root. */
function growthOfSkewness(skewness: number): number {
  const half = skewness / 2;
  const root = Math.cbrt(half + Math.sqrt(half * half + 1));
  const t = root - 1 / root;
  return 1 + t * t;
}

function percentile({ median, scale, shape, side }: Fit, z: number): number {
  if (shape === 0) return median + scale * z;
  return median + side * scale * (Math.exp(shape * side * z) - 1);
}
