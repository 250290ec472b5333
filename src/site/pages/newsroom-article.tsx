import type { ReactNode } from 'react';
import type { BannerScript } from '../../embed/banner-script.js';
import type { Text } from '../messages/text.js';
import type { SampleArticle } from '../sample/article.en.js';
import { along } from '../trail.js';
import { BareShell } from '../ui/page-shell.js';
import { ShareLinks } from '../ui/share-links.js';
import type { BannerVariant } from '../thousandfold-banner.js';
import type { View } from '../view.js';
import { BridgeDrawing } from './newsroom-drawing.js';

interface Props {
  view: View;
  article: SampleArticle;
  campaign: string;
  path: string;
  /** For staff who are signed in: the campaign's editor. */
  editHref: string | null;
  /** Null where it was not built. */
  script: Pick<BannerScript, 'path' | 'integrity'> | null;
}

/** A newsroom's article as it stands on the newsroom's own site, with the banners where they live. */
export function NewsroomArticlePage({ view, article, campaign, path, editHref, script }: Props): ReactNode {
  const { text } = view;
  const other = text.language === 'en' ? 'uk' : 'en';
  return (
    <BareShell
      view={view}
      title={article.headline}
      description={article.standfirst}
      path={path}
      head={
        script ? (
          <script async src={script.path} integrity={script.integrity} crossOrigin="anonymous" />
        ) : null
      }
    >
      <div className="paper" data-section={article.section} data-tags={article.tags.join(', ')}>
        <Banner text={text} campaign={campaign} variant="top" />
        <Nameplate article={article} path={path} campaign={campaign} />
        <div className="article-grid wrap">
          <main id="main" tabIndex={-1}>
            <article className="article">
              <ArticleHead article={article} />
              <div className="article__body">
                <Paragraphs of={article.before} />
                <Banner text={text} campaign={campaign} variant="inline" />
                <Paragraphs of={article.after} />
              </div>
              <Banner text={text} campaign={campaign} variant="signup" />
              <div className="spread">
                <p>{article.spread}</p>
                <ShareLinks text={text} url={`${view.baseUrl}${path}?ref=article`} title={article.headline} />
              </div>
              {editHref ? (
                <p className="staff-link">
                  <a href={editHref}>{article.edit}</a>
                </p>
              ) : null}
            </article>
          </main>
          <Rail
            article={article}
            path={path}
            meter={<Banner text={text} campaign={campaign} variant="meter" />}
          />
        </div>
        <footer className="foot">
          <div className="foot__row wrap">
            <p>{article.footer}</p>
            <p>
              <a href={`/campaigns/${campaign}`}>{article.supportLink}</a>
            </p>
            <p>
              <a href={`?lang=${other}`} hrefLang={other} lang={other}>
                {article.otherLanguage}
              </a>
            </p>
          </div>
          <Banner text={text} campaign={campaign} variant="bottom" />
        </footer>
      </div>
    </BareShell>
  );
}

interface BannerProps {
  text: Text;
  campaign: string;
  variant: BannerVariant;
}

/** The links inside are for browsers that run no script; the banner replaces them. */
function Banner({ text, campaign, variant }: BannerProps): ReactNode {
  const trail = { campaign, attribution: { source: 'banner', medium: variant } };
  return (
    <thousandfold-banner campaign={campaign} variant={variant} live="">
      <p className="wrap buttons">
        {variant === 'signup' ? (
          <a href="/newsletters">{text.t('banner.newsletters')}</a>
        ) : (
          <>
            <a href={along('/join', trail)}>{text.t('banner.join')}</a>{' '}
            <a href={along('/gift', trail)}>{text.t('banner.gift')}</a>
          </>
        )}
      </p>
    </thousandfold-banner>
  );
}

function Nameplate({
  article,
  path,
  campaign,
}: {
  article: SampleArticle;
  path: string;
  campaign: string;
}): ReactNode {
  return (
    <header className="nameplate">
      <a className="nameplate__name" href={path}>
        {article.newsroom}
      </a>
      <p className="nameplate__line wrap">{article.line}</p>
      <nav className="sections" aria-label={article.sectionsLabel}>
        <ul className="wrap">
          {article.sections.map((section) => (
            <li key={section}>
              <a href={path}>{section}</a>
            </li>
          ))}
          <li>
            <a href={`/campaigns/${campaign}`}>{article.supportLink}</a>
          </li>
        </ul>
      </nav>
    </header>
  );
}

function ArticleHead({ article }: { article: SampleArticle }): ReactNode {
  return (
    <>
      <p className="article__kicker">{article.kicker}</p>
      <h1>{article.headline}</h1>
      <p className="article__standfirst">{article.standfirst}</p>
      <p className="article__byline">
        <strong>{article.author}</strong>, {article.role}
        <br />
        {article.published}
      </p>
      <figure className="article__picture">
        <BridgeDrawing label={article.picture.alt} />
        <figcaption>{article.picture.caption}</figcaption>
      </figure>
    </>
  );
}

function Paragraphs({ of }: { of: string[] }): ReactNode {
  return of.map((part) =>
    part.startsWith('# ') ? <h2 key={part}>{part.slice(2)}</h2> : <p key={part}>{part}</p>,
  );
}

function Rail(props: { article: SampleArticle; path: string; meter: ReactNode }): ReactNode {
  const { article, path, meter } = props;
  return (
    <aside className="rail" aria-label={article.feedTitle}>
      {meter}
      <section>
        <h2>{article.feedTitle}</h2>
        <ol>
          {article.feed.map((item) => (
            <li key={item.headline}>
              <time>{item.time}</time>
              <a href={path}>{item.headline}</a>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{article.picksTitle}</h2>
        <ol>
          {article.picks.map((item) => (
            <li key={item.headline}>
              <span className="soft">{item.section}</span>
              <a href={path}>{item.headline}</a>
            </li>
          ))}
        </ol>
      </section>
    </aside>
  );
}
