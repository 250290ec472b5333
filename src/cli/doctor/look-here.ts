import { createTransport } from 'nodemailer';
import type { DataSource } from 'typeorm';
import { Campaign } from '../../campaigns/campaign.js';
import { compareTallies } from '../../campaigns/tallies.js';
import type { Settings } from '../../config/settings.js';
import { type Finding, note, ok, wrong } from './finding.js';
import { skew } from './look-at-stripe.js';

export async function lookAtDatabase(dataSource: DataSource): Promise<Finding[]> {
  try {
    if (!dataSource.isInitialized) await dataSource.initialize();
  } catch (error) {
    const { code } = error as { code?: string };
    return [wrong('Database', `cannot be reached (${code ?? 'no answer'}): see DATABASE_URL`)];
  }
  const [{ version, now }] = await dataSource.query(
    `select current_setting('server_version') as version, clock_timestamp() as now`,
  );
  const pending = await dataSource.showMigrations();
  return [
    ok('Database', `PostgreSQL ${version}`),
    pending
      ? wrong('Migrations', 'some are not applied: npm run cli -- migrate')
      : ok('Migrations', 'all are applied'),
    skew("Database's clock", now),
  ];
}

/** Greets the server and signs in, as for sending; sends nothing. */
export async function lookAtMail({ SMTP_URL: url, MAIL_FROM: from }: Settings): Promise<Finding[]> {
  if (!url) return [wrong('Mail', 'SMTP_URL is not set: nobody is written to')];
  const transport = createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000 } as Parameters<
    typeof createTransport
  >[0]);
  try {
    await transport.verify();
    return [ok('Mail', `${new URL(url).host} takes mail from ${from}`)];
  } catch (error) {
    const { code, responseCode } = error as { code?: string; responseCode?: number };
    const reason = responseCode ? `answers ${responseCode}` : (code ?? 'cannot be reached');
    return [wrong('Mail', `${new URL(url).host} ${reason}: see SMTP_URL`)];
  } finally {
    transport.close();
  }
}

/** What the number says of itself. */
export async function lookAtNumbers(dataSource: DataSource, { livemode }: Settings): Promise<Finding[]> {
  const campaigns = await dataSource.manager.findBy(Campaign, { livemode });
  if (campaigns.length === 0) return [note('Campaigns', 'there are none in this mode')];
  const findings: Finding[] = [];
  for (const { id, slug } of campaigns) {
    const differences = await compareTallies(dataSource.manager, id);
    const what = `Campaign ${slug}`;
    findings.push(
      differences.length === 0
        ? ok(what, 'the number is the sum of its rows')
        : wrong(what, `the number is not the sum of its rows: npm run cli -- campaigns rebuild ${slug}`),
    );
  }
  return findings;
}

export async function lookAtInbox(dataSource: DataSource): Promise<Finding[]> {
  const [{ parked, waiting }] = await dataSource.query(
    `select count(*) filter (where state = 'parked') as parked,
       count(*) filter (where state in ('received', 'retrying')) as waiting from stripe_events`,
  );
  if (parked > 0)
    return [wrong('Inbox', `${parked} events are parked: look at them in the console, under Inbox`)];
  return [
    ok(
      'Inbox',
      waiting > 0 ? `${waiting} events are waiting, none is parked` : 'nothing waits, nothing is parked',
    ),
  ];
}
