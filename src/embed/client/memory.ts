const NAME = 'thousandfold';

/** The number that the reader's own browser keeps under that name; 0 for none, and where nothing may be kept. */
export function recall(key: string): number {
  return Number(attempt(() => localStorage.getItem(`${NAME}:${key}`)) ?? 0);
}

export function keep(key: string, value: number): void {
  attempt(() => localStorage.setItem(`${NAME}:${key}`, `${value}`));
}

/** All that any banner kept. */
export function forget(): void {
  attempt(() => {
    for (const name of Object.keys(localStorage)) if (name.startsWith(NAME)) localStorage.removeItem(name);
  });
}

/** Browsers may refuse to keep anything: then nothing is kept. */
export function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
