import { CampaignNews } from '../../../src/campaigns/course/campaign-news.service.js';
import type { TestService } from '../../support/service.js';

/** Sends a form as a browser does; a redirect is not followed. */
export function post(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  });
}

/** An open purchase of a membership; returns the address of its thank-you page. */
export async function begunPurchase(product: TestService): Promise<string> {
  const answer = await post(`${product.url}/join`, { plan: 'supporter-month', email: 'ann@example.test' });
  if (answer.status !== 303) throw new Error(`no payment page: ${answer.status}`);
  const [{ id }] = await product.dataSource.query(
    'select id from purchases order by created_at desc limit 1',
  );
  return `${product.url}/thanks/${id}`;
}

/** The path of the way out that a letter to somebody on a list carries. */
export async function leavePath({ url, dataSource, settings }: TestService): Promise<string> {
  await dataSource.query(
    `insert into newsletter_subscriptions (id, email, normalised_email, newsletter, asked_at, confirmed_at, livemode)
     values (gen_random_uuid(), 'ann@example.test', 'ann@example.test', 'river', now(), now(), false) on conflict do nothing`,
  );
  const answer = await fetch(`${url}/api/staff/exports/newsletters.csv?list=river`, {
    headers: { authorization: `Bearer ${settings.STAFF_API_TOKEN}` },
  });
  const link = /,(http\S+)/.exec(await answer.text())?.[1];
  if (!link) throw new Error('nobody is on the list');
  return new URL(link).pathname;
}

/** The path where the letters about a campaign can be stopped. */
export function stopPath({ service }: TestService): string {
  const news = service.app.get(CampaignNews, { strict: false });
  return new URL(news.stopLink('ann@example.test')).pathname;
}
