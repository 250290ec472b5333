/** One figure, and what it stands beside: the same work done by something simpler in the same run. */
export interface Measurement {
  what: string;
  value: number;
  unit: string;
  beside?: { what: string; value: number };
  /** What we want to reach; shown, not enforced. */
  target?: number;
  details?: Record<string, number>;
}

/** A part of the bench: `bench/<name>.ts` exports one as `measure`. */
export type Measure = () => Promise<Measurement[]>;
