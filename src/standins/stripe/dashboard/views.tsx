import type { ReactNode } from 'react';
import { page } from '../pages/shell.js';
import type { World } from '../world.js';
import { Doors, FrontDoors } from './doors.js';
import { Endpoints, Events } from './events.js';
import { Customers } from './customers.js';
import { Invoices } from './invoices.js';
import { Payments } from './payments.js';
import { Disputes, Refunds } from './reversals.js';
import { Sessions } from './sessions.js';
import { Subscriptions } from './subscriptions.js';
import { Warnings } from './warnings.js';

const sections = [
  ['sessions', 'Sessions'],
  ['payments', 'Payments'],
  ['subscriptions', 'Subscriptions'],
  ['invoices', 'Invoices'],
  ['customers', 'Customers'],
  ['refunds', 'Refunds'],
  ['disputes', 'Disputes'],
  ['warnings', 'Fraud warnings'],
  ['events', 'Events'],
  ['endpoints', 'Endpoints'],
  ['doors', 'Make and set'],
] as const;

export function dashboardView(world: World, problem: string | null = null): string {
  return page({
    title: problem ? `Error: ${problem}` : 'What is in it',
    wide: true,
    children: (
      <main>
        <h1>What is in here</h1>
        <p className="soft">
          This server takes Stripe’s place on this machine. Do here what payers, banks and time do there.
        </p>
        {problem && (
          <p className="summary" role="alert">
            {problem}
          </p>
        )}
        <nav className="jump" aria-label="Sections">
          {sections.map(([id, title]) => (
            <a key={id} href={`#${id}`}>
              {title}
            </a>
          ))}
          <a href="/controls">Controls</a>
        </nav>
        <Sessions world={world} />
        <Payments world={world} />
        <Subscriptions world={world} />
        <Invoices world={world} />
        <Customers world={world} />
        <Refunds world={world} />
        <Disputes world={world} />
        <Warnings world={world} />
        <Events world={world} />
        <Endpoints world={world} />
        <FrontDoors />
      </main>
    ),
  });
}

/** An object as JSON, its ids pressable; of an event also how its deliveries went. */
export function objectView(world: World, id: string, object: object, deliveries: object[]): string {
  return page({
    title: id,
    wide: true,
    children: (
      <main>
        <p>
          <a href="/">All that is in here</a>
        </p>
        <h1 className="id">{id}</h1>
        <Doors world={world} id={id} />
        <div className="panel">
          <pre>{linked(JSON.stringify(object, null, 2))}</pre>
        </div>
        {deliveries.length > 0 && (
          <>
            <h2>Deliveries</h2>
            <div className="panel">
              <pre>{linked(JSON.stringify(deliveries, null, 2))}</pre>
            </div>
          </>
        )}
      </main>
    ),
  });
}

const IDS = /"((?:prod|price|cus|pm|cs|pi|ch|re|txn|du|sub|in|inpay|evt|we|bps|bpc|promo|issfr|di)_\w{8,})"/;

function linked(json: string): ReactNode[] {
  return json
    .split(IDS)
    .map((part, at) => (at % 2 === 0 ? part : <a key={at} href={`/objects/${part}`}>{`"${part}"`}</a>));
}
