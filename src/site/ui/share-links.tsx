import type { ReactNode } from 'react';
import type { MessageKey, Text } from '../messages/text.js';

interface Props {
  text: Text;
  /** What is shared; its query says who shared it. */
  url: string;
  title: string;
}

/** Plain links, so nobody watches who only looks at them. */
export function ShareLinks({ text, url, title }: Props): ReactNode {
  return (
    <div className="share">
      <ul className="share__list" aria-label={text.t('share.label')}>
        {shareAddresses(url, title).map(([key, href]) => (
          <li key={key}>
            <a href={href} rel="noopener noreferrer">
              {text.t(key)}
            </a>
          </li>
        ))}
      </ul>
      <label className="share__link">
        <span className="visually-hidden">{text.t('share.link')}</span>
        <input className="input" readOnly value={url} data-select-all="" />
      </label>
      {/* With a script only: a press copies, or opens what the system shares with. */}
      <p className="share__buttons" data-share-url={url} data-share-title={title}>
        <button
          className="button button--quiet"
          type="button"
          data-share="copy"
          data-done={text.t('share.copied')}
        >
          {text.t('share.copy')}
        </button>{' '}
        <button className="button button--quiet" type="button" data-share="system">
          {text.t('share.system')}
        </button>
      </p>
    </div>
  );
}

function shareAddresses(url: string, title: string): [MessageKey, string][] {
  const link = encodeURIComponent(url);
  const words = encodeURIComponent(title);
  const both = encodeURIComponent(`${title} ${url}`);
  return [
    ['share.mail', `mailto:?subject=${words}&body=${both}`],
    ['share.whatsapp', `https://wa.me/?text=${both}`],
    ['share.telegram', `https://t.me/share/url?url=${link}&text=${words}`],
    ['share.x', `https://x.com/intent/post?url=${link}&text=${words}`],
    ['share.facebook', `https://www.facebook.com/sharer/sharer.php?u=${link}`],
    ['share.bluesky', `https://bsky.app/intent/compose?text=${both}`],
  ];
}
