/** Grows by each failure, with a share of chance, so that a service that comes back is not met by everybody at once; milliseconds. */
const FIRST_WAIT = 2e3;
const LONGEST_WAIT = 6e4;

/**
 * Loads once; `live`, it then follows the stream, and without one asks again and again. Nothing is asked for while the
 * tab is hidden. `load` says whether it had an answer. Returns how to stop.
 */
export function watch(
  load: () => Promise<boolean>,
  stream: string,
  live: boolean,
  show: (data: string) => void,
): () => void {
  let source: EventSource | undefined;
  let timer = 0;
  let wait = FIRST_WAIT;
  let round = 0;
  let over = false;
  const rest = (): void => {
    round++;
    source?.close();
    clearTimeout(timer);
  };
  const again = (): void => {
    rest();
    timer = setTimeout(go, wait * (1 + Math.random() / 2));
    wait = Math.min(wait * 2, LONGEST_WAIT);
  };
  const go = async (): Promise<void> => {
    rest();
    if (over || document.hidden) return;
    const mine = round;
    const loaded = await load();
    if (mine !== round) return;
    if (!live) over = loaded;
    else if (!loaded || !window.EventSource) again();
    else {
      source = new EventSource(stream);
      source.addEventListener('progress', ({ data }) => {
        wait = FIRST_WAIT;
        show(data);
      });
      source.onerror = again;
    }
  };
  document.addEventListener('visibilitychange', go);
  void go();
  return () => {
    over = true;
    rest();
    document.removeEventListener('visibilitychange', go);
  };
}
