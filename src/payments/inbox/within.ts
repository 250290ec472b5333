export class TookTooLong extends Error {}

/** The outcome, or TookTooLong when it is not there after `ms`. What was begun goes on. */
export async function within<T>(ms: number, outcome: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`not done after ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clearTimeout(timer);
  }
}
