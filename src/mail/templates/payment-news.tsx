import type { MailTemplates } from '../templates.js';
import { Action, Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

/** What becomes of somebody's payments: a headline, what happened, and what can be done about it. */
type News =
  | 'payment-refunded'
  | 'payment-awaited'
  | 'payment-bounced'
  | 'charge-failed'
  | 'charge-unconfirmed'
  | 'trial-running'
  | 'subscription-ending'
  | 'subscription-ended';

export const paymentNews: { [T in News]: Template<T> } = {
  'payment-refunded': news('payment-refunded'),
  'payment-awaited': news('payment-awaited'),
  'payment-bounced': news('payment-bounced'),
  'charge-failed': news('charge-failed'),
  'charge-unconfirmed': news('charge-unconfirmed'),
  'trial-running': news('trial-running'),
  'subscription-ending': news('subscription-ending'),
  'subscription-ended': news('subscription-ended'),
};

function news<T extends News>(template: T): Template<T> {
  return {
    subject: (params, words) => words.text(`${template}.subject`, said(params, words)),
    body: (params, words) => (
      <Layout
        words={words}
        preview={words.text(`${template}.preview`)}
        headline={words.text(`${template}.headline`, said(params, words))}
      >
        <Paragraph>{words.hello(params.name)}</Paragraph>
        <Paragraph>{words.text(`${template}.body`, said(params, words))}</Paragraph>
        {'link' in params ? (
          <Action
            words={words}
            label={words.text(
              template === 'charge-failed' ? 'charge-failed.button' : 'charge-unconfirmed.button',
            )}
            link={params.link}
          />
        ) : null}
      </Layout>
    ),
  };
}

function said(params: MailTemplates[News], words: Parameters<Template<News>['subject']>[1]) {
  return {
    price: words.money(params.price),
    what: 'what' in params ? params.what : '',
    at: 'at' in params ? words.day(params.at) : '',
  };
}
