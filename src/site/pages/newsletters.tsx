import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import type { Newsletter } from '../../newsletters/newsletter.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Field, FieldError } from '../ui/field.js';
import { ReaderForm } from '../ui/form.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

const trail = { attribution: {} };

interface Props {
  view: View;
  lists: Newsletter[];
  email?: string;
  /** Keys of lists. */
  chosen?: string[];
  errors?: FieldErrors;
}

/** `/newsletters`: an address, and which lists. */
export function NewslettersPage({ view, lists, email, chosen = [], errors }: Props): ReactNode {
  const { text, newsroom } = view;
  const lead = text.t('newsletters.lead', { newsroom: newsroom.name });
  return (
    <ReaderPage
      view={view}
      trail={trail}
      title={text.t('newsletters.title')}
      description={lead}
      path="/newsletters"
      width="narrow"
    >
      <div className="page-head">
        <h1>{text.t('newsletters.title')}</h1>
        <p className="lead">{lists.length > 0 ? lead : text.t('newsletters.none')}</p>
      </div>
      {lists.length > 0 ? (
        <ReaderForm text={text} action="/newsletters" trail={trail} errors={errors}>
          <fieldset className="field" aria-describedby={errors?.lists ? 'field-lists-error' : undefined}>
            <legend className="field__label">{text.t('newsletters.lists')}</legend>
            <FieldError id="field-lists-error" error={errors?.lists} />
            {lists.map(({ key, name, description }, index) => (
              <label className="check" key={key}>
                <input
                  type="checkbox"
                  name="lists"
                  value={key}
                  id={index === 0 ? 'field-lists' : undefined}
                  defaultChecked={chosen.includes(key) || lists.length === 1}
                />
                <span>
                  <strong>{name}</strong>
                  <br />
                  <span className="soft">{description}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <Field
            name="email"
            type="email"
            inputMode="email"
            label={text.t('newsletters.email')}
            autoComplete="email"
            maxLength={254}
            required
            value={email}
            error={errors?.email}
          />
          <div className="form__pay">
            <Button wide>{text.t('newsletters.press')}</Button>
            <p className="small soft">{text.t('newsletters.note')}</p>
          </div>
        </ReaderForm>
      ) : null}
    </ReaderPage>
  );
}

/** Opening a link changes nothing, since mail programs open links too: a press of a button does. */
export function NewsletterPressPage({ view, action }: { view: View; action: string }): ReactNode {
  const { text } = view;
  return (
    <ReaderPage view={view} trail={trail} title={text.t('newsletters.confirm.title')} width="narrow">
      <form className="stack" method="post" action={action}>
        <h1>{text.t('newsletters.confirm.title')}</h1>
        <p className="lead">{text.t('newsletters.confirm.text')}</p>
        <Button>{text.t('newsletters.confirm.press')}</Button>
      </form>
    </ReaderPage>
  );
}

export type NewsletterNews =
  { kind: 'asked'; email: string } | { kind: 'done'; lists: string[]; leave: string } | { kind: 'gone' };

export function NewsletterNewsPage({ view, news }: { view: View; news: NewsletterNews }): ReactNode {
  const { text } = view;
  const title = text.t(`newsletters.${news.kind}.title`);
  const values = {
    email: news.kind === 'asked' ? news.email : '',
    lists: news.kind === 'done' ? news.lists.join(', ') : '',
  };
  return (
    <ReaderPage view={view} trail={trail} title={title} width="narrow">
      <div className="stack" role="status">
        <h1>{title}</h1>
        <p className="lead">{text.t(`newsletters.${news.kind}.text`, values)}</p>
      </div>
      <div className="part stack">
        {news.kind === 'done' ? (
          <p className="small">
            <a href={news.leave}>{text.t('newsletters.done.leave')}</a>
          </p>
        ) : null}
        {news.kind === 'gone' ? (
          <ButtonLink look="quiet" href="/newsletters">
            {text.t('newsletters.gone.again')}
          </ButtonLink>
        ) : (
          <ButtonLink look="quiet" href="/">
            {text.t('redeem.home')}
          </ButtonLink>
        )}
      </div>
    </ReaderPage>
  );
}
