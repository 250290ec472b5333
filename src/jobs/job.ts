/** One run of a job, as its handler is told. */
export interface Run {
  /** 1 for the first. */
  attempt: number;
  /** No further one follows when this one throws. */
  last: boolean;
}

/** Does the work; throwing asks for another attempt later. A run that was cut off comes again, so twice must be harmless. */
export type JobHandler<T extends object> = (data: T, run: Run) => Promise<void>;

/** One of several that are worked on together. */
export interface JobInBatch<T extends object> {
  data: T;
  run: Run;
}

/** Works on several at once, and answers for each of them in their order. */
export type BatchHandler<T extends object> = (jobs: JobInBatch<T>[]) => Promise<PromiseSettledResult<void>[]>;

export interface JobOptions {
  /** A cron expression in UTC: the job is also enqueued then, with `{}` as its data. */
  every?: string;
  /** How many run at a time in this process. */
  atOnce?: number;
  /** How many are begun in a second at most. */
  perSecond?: number;
  /** How many while there is a surge of what cannot wait; a few at a time, so that the rest has room between them. */
  perSecondInSurge?: number;
  /** How often a failed one is tried again; the wait doubles each time. */
  retries?: number;
  /** The first wait. */
  retryDelaySeconds?: number;
  /** A run that shows no end after this is taken for dead (a crash) and comes again. */
  expireInSeconds?: number;
}

export interface Job {
  name: string;
  handler: BatchHandler<object>;
  options: Required<Omit<JobOptions, 'every'>> & Pick<JobOptions, 'every'>;
}

export const defaults = {
  atOnce: 1,
  perSecond: Infinity,
  perSecondInSurge: Infinity,
  retries: 8,
  retryDelaySeconds: 2,
  expireInSeconds: 300,
};
