import type { ReactNode } from 'react';
import { page } from '../pages/shell.js';
import type { ShownDeliveries } from '../deliveries.js';
import { MAX_CONNECTIONS } from './delivery-rules.js';
import type { FaultSettings } from './fault-settings.js';
import { ChoiceField, fieldId, NumberField, ShareField, TextField } from './fields.js';
import type { Refused } from './fields.js';
import { MAX_SEED } from './params.js';

interface ViewProps {
  /** ISO 8601, UTC. */
  now: string;
  deliveries: ShownDeliveries;
  faults: FaultSettings;
  /** What the last button did. */
  done: string | null;
  refused: Refused | null;
}

export function controlsView(props: ViewProps): string {
  const { refused, done } = props;
  return page({
    title: refused ? `Error: ${refused.message}` : 'Controls',
    children: (
      <main>
        <p>
          <a href="/">All that is in here</a>
        </p>
        <h1>Controls</h1>
        <p className="soft">
          How this stand-in itself behaves: its time, how its events travel, what goes wrong with its API.
          Each form is also a door for JSON, named beside it.
        </p>
        {refused && <Problem refused={refused} />}
        {done && <p role="status">{done}</p>}
        <ClockControls {...props} />
        <DeliveryControls {...props} />
        <FaultControls {...props} />
      </main>
    ),
  });
}

function Problem({ refused: { door, param, message } }: { refused: Refused }) {
  return (
    <p className="summary" role="alert" tabIndex={-1}>
      <a href={`#${param ? fieldId(door, param) : door}`}>{message}</a>
    </p>
  );
}

function Control({ door, title, children }: { door: string; title: string; children: ReactNode }) {
  return (
    <section id={door} aria-labelledby={`${door}-title`}>
      <h2 id={`${door}-title`}>
        {title} <code className="soft">/_standin/{door}</code>
      </h2>
      <div className="panel controls">{children}</div>
    </section>
  );
}

const STEPS: [label: string, seconds: number][] = [
  ['An hour', 3600],
  ['A day', 86_400],
  ['A week', 7 * 86_400],
  ['31 days', 31 * 86_400],
  ['A year', 366 * 86_400],
];

function ClockControls({ now, refused }: ViewProps) {
  return (
    <Control door="clock" title="Clock">
      <p>
        It is <time dateTime={now}>{`${now.slice(0, 19).replace('T', ' ')} UTC`}</time>. Move it on, and all
        that falls due on the way happens at its time: renewals, retries, ends, expiries.
      </p>
      <form method="post" action="/_standin/clock" className="buttons" aria-label="Move the clock on by">
        {STEPS.map(([label, seconds]) => (
          <button key={label} type="submit" name="advance" value={seconds}>
            {label}
          </button>
        ))}
      </form>
      <form method="post" action="/_standin/clock">
        <TextField door="clock" name="to" label="Or on to (UTC)" value={now.slice(0, 19)} refused={refused} />
        <button type="submit">Move the clock there</button>
      </form>
    </Control>
  );
}

function DeliveryControls({ deliveries: rules, refused }: ViewProps) {
  const own = { door: 'deliveries', refused };
  return (
    <Control door="deliveries" title="Deliveries">
      <form method="post" action="/_standin/deliveries">
        <div className="columns">
          <ChoiceField
            {...own}
            name="mode"
            label="Events"
            value={rules.mode}
            options={{ on: 'leave at once', held: 'are held' }}
          />
          <ChoiceField
            {...own}
            name="shuffle"
            label="Order"
            value={String(rules.shuffle)}
            options={{ false: 'as they were made', true: 'mixed' }}
          />
          <ShareField {...own} name="drop" label="Share lost (0 to 1)" value={rules.drop} />
          <ShareField {...own} name="duplicate" label="Share sent twice (0 to 1)" value={rules.duplicate} />
          <NumberField
            {...own}
            name="connections"
            label="Connections"
            value={rules.connections}
            min={1}
            max={MAX_CONNECTIONS}
          />
          <NumberField {...own} name="seed" label="Seed" value={rules.seed} max={MAX_SEED} />
        </div>
        <button type="submit">Set how events travel</button>
      </form>
      <div className="buttons">
        <form method="post" action="/_standin/deliveries/release">
          <button type="submit">{`Send what waits now${rules.held > 0 ? ` (${rules.held} held)` : ''}`}</button>
        </form>
        <form method="post" action="/_standin/deliveries">
          <button type="submit">Let all travel as usual</button>
        </form>
      </div>
    </Control>
  );
}

function FaultControls({ faults, refused }: ViewProps) {
  const own = { door: 'faults', refused };
  return (
    <Control door="faults" title="Faults of the API">
      <form method="post" action="/_standin/faults">
        <div className="columns">
          <NumberField {...own} name="latency" label="Every answer takes (ms)" value={faults.latency} />
          <ShareField
            {...own}
            name="tooMany"
            label="Share refused with 429 (0 to 1)"
            value={faults.tooMany}
          />
          <ShareField {...own} name="broken" label="Share failing with 500 (0 to 1)" value={faults.broken} />
          <ShareField {...own} name="cut" label="Share cut off (0 to 1)" value={faults.cut} />
          <TextField {...own} name="paths" label="Only paths that begin with" value={faults.paths} />
          <NumberField {...own} name="seed" label="Seed" value={faults.seed} max={MAX_SEED} />
        </div>
        <button type="submit">Set what goes wrong</button>
      </form>
      <form method="post" action="/_standin/faults">
        <button type="submit">End all faults</button>
      </form>
    </Control>
  );
}
