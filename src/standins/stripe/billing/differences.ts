/** The attributes of `before` that `changes` really changes, for an event's `previous_attributes`. */
export function differences<T extends object>(before: T, changes: Partial<T>): Partial<T> | undefined {
  const keys = (Object.keys(changes) as (keyof T)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(changes[key]),
  );
  if (keys.length === 0) return undefined;
  return Object.fromEntries(keys.map((key) => [key, before[key] ?? null])) as Partial<T>;
}
