import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Delivery } from './mail-store.js';
import type { Mail } from './mail.js';
import { STYLES } from './styles.js';

export function listPage(deliveries: Delivery[], total: number, to: string | undefined): string {
  return page(
    'Mailbox',
    <>
      <header>
        <h1>Mailbox</h1>
        <p className="note">A local stand-in. These mails went nowhere else: nobody has received them.</p>
      </header>
      <form className="bar" method="get" action="/">
        <label>
          Sent to <input type="email" name="to" defaultValue={to} placeholder="anybody" />
        </label>
        <button>Show</button>
        <span className="count">{countOf(deliveries.length, total)}</span>
      </form>
      {deliveries.length === 0 ? <p>Nothing here yet.</p> : <DeliveryTable deliveries={deliveries} />}
      {total > 0 && (
        <form method="post" action="/delete-all">
          <button className="quiet">Delete all {total} mails</button>
        </form>
      )}
    </>,
    watchFor(total),
  );
}

export function mailPage(mail: Mail): string {
  return page(
    mail.subject || '(no subject)',
    <>
      <p>
        <a href="/">All mails</a>
      </p>
      <h1>{mail.subject || '(no subject)'}</h1>
      <dl>
        <Row name="From" value={mail.sender || mail.from} />
        <Row name="To" value={mail.to.join(', ')} />
        <Row name="Answers to" value={mail.replyTo} />
        <Row name="Arrived" value={mail.receivedAt.replace('T', ' ').slice(0, 19) + ' UTC'} />
      </dl>
      <Attachments mail={mail} />
      {mail.html && (
        <iframe
          title="The mail as it looks"
          src={`/messages/${mail.id}/html`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      )}
      <details open={!mail.html}>
        <summary>As plain text</summary>
        <pre>{mail.text || '(none)'}</pre>
      </details>
      <p>
        <a href={`/messages/${mail.id}/source`}>Source</a>
      </p>
    </>,
  );
}

export function notFoundPage(): string {
  return page(
    'Not here',
    <>
      <h1>There is no such mail</h1>
      <p>
        It may have been deleted. <a href="/">All mails</a>
      </p>
    </>,
  );
}

function DeliveryTable({ deliveries }: { deliveries: Delivery[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Subject</th>
          <th scope="col">To</th>
          <th scope="col">Arrived (UTC)</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.id}>
            <td>
              <a href={`/messages/${delivery.id}`}>{delivery.subject || '(no subject)'}</a>
            </td>
            <td>{delivery.to.join(', ')}</td>
            <td className="time">{delivery.receivedAt.replace('T', ' ').slice(0, 19)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Attachments({ mail }: { mail: Mail }) {
  if (mail.attachments.length === 0) return null;
  return (
    <ul>
      {mail.attachments.map(({ filename, contentType, size }, index) => (
        <li key={index}>
          <a href={`/messages/${mail.id}/attachments/${index}`}>{filename}</a> ({contentType}, {size} bytes)
        </li>
      ))}
    </ul>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  if (!value) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** New mails appear by themselves, unless somebody is typing. */
function watchFor(total: number): string {
  return `setInterval(async () => {
    const answer = await fetch('/api/messages/count').catch(() => null);
    if (answer?.ok && (await answer.json()).count !== ${total} && document.activeElement?.name !== 'to') location.reload();
  }, 2000);`;
}

function countOf(shown: number, total: number): string {
  return shown === total ? `${total} in all` : `${shown} of ${total}`;
}

function page(title: string, body: ReactNode, script?: string): string {
  const html = (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · local mailbox`}</title>
        <link rel="icon" href="data:," />
        <style>{STYLES}</style>
      </head>
      <body>
        <main>{body}</main>
        {script && <script dangerouslySetInnerHTML={{ __html: script }} />}
      </body>
    </html>
  );
  return `<!doctype html>${renderToStaticMarkup(html)}`;
}
