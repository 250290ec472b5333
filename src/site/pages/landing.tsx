import type { ReactNode } from 'react';
import { plainText, richText } from '../../campaigns/rich-text.js';
import type { Claim } from '../../campaigns/claim.js';
import type { CampaignView } from '../campaign-view.js';
import type { Text } from '../messages/text.js';
import { convertedWords, frozenWords, matchingWords } from '../meter-words.js';
import { along, type Trail } from '../trail.js';
import { ButtonLink } from '../ui/button.js';
import { CardMarks } from '../ui/card-marks.js';
import { Meter } from '../ui/meter.js';
import { Notice } from '../ui/notice.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

interface Props {
  view: View;
  trail: Trail;
  /** None is running: the page still invites. */
  campaign: CampaignView | null;
  /** For staff, who are told so; the number is made up. */
  preview?: string;
}

/** The campaign's page: why, how far, and the ways to help. */
export function LandingPage({ view, trail, campaign, preview }: Props): ReactNode {
  const { text } = view;
  const title = campaign?.headline ?? text.t('landing.title');
  const path = campaign ? `/campaigns/${campaign.slug}` : '/';
  const paragraphs = campaign ? campaign.story.split(/\n\s*\n/).filter((part) => part.trim() !== '') : [];
  return (
    <ReaderPage
      view={view}
      trail={trail}
      title={title}
      description={plainText(paragraphs[0] ?? '') || text.t('landing.money.open.text')}
      path={path}
    >
      {preview ? <Notice role="status">{preview}</Notice> : null}
      <div className="front">
        <h1 className="front__headline">{title}</h1>
        <div className="front__action">
          {campaign ? <Meter text={text} campaign={campaign} still={preview !== undefined} /> : null}
          {campaign?.progress.converted ? <p>{convertedWords(text, campaign)}</p> : null}
          {campaign?.matching ? <p>{matchingWords(text, campaign)}</p> : null}
          {campaign?.status === 'ended' ? (
            <p>
              {text.t('landing.ended')} {frozenWords(text, campaign)}
            </p>
          ) : null}
          <Ways text={text} trail={trail} />
        </div>
        <div className="front__story prose">
          {paragraphs.map((paragraph) => (
            <p key={paragraph} dangerouslySetInnerHTML={{ __html: richText(paragraph) }} />
          ))}
        </div>
      </div>
      <WhatMoneyDoes text={text} />
      {campaign && campaign.claims.length > 0 ? <Claims text={text} claims={campaign.claims} /> : null}
      <Questions text={text} campaign={campaign?.slug ?? null} />
      <section className="closing">
        <h2>{text.t('landing.closing')}</h2>
        <Ways text={text} trail={trail} />
      </section>
    </ReaderPage>
  );
}

function Ways({ text, trail }: { text: Text; trail: Trail }): ReactNode {
  return (
    <div className="ways">
      <div className="ways__buttons">
        <ButtonLink href={along('/join', trail)}>{text.t('nav.join')}</ButtonLink>
        <ButtonLink look="quiet" href={along('/gift', trail)}>
          {text.t('nav.gift')}
        </ButtonLink>
      </div>
      <div className="ways__more">
        <a href={along('/donate', trail)}>{text.t('landing.donate')}</a>
        <CardMarks label={text.t('cards.label')} />
      </div>
    </div>
  );
}

const uses = ['people', 'checking', 'open'] as const;

function WhatMoneyDoes({ text }: { text: Text }): ReactNode {
  return (
    <section className="band">
      <h2>{text.t('landing.money')}</h2>
      <div className="columns">
        {uses.map((use) => (
          <div key={use} className="column">
            <h3>{text.t(`landing.money.${use}`)}</h3>
            <p className="soft">{text.t(`landing.money.${use}.text`)}</p>
          </div>
        ))}
      </div>
    </section>
  );
}

function Claims({ text, claims }: { text: Text; claims: Claim[] }): ReactNode {
  return (
    <section className="band">
      <h2>{text.t('landing.numbers')}</h2>
      <div className="columns">
        {claims.map((claim) => (
          <figure key={claim.text} className="claim">
            <blockquote className="claim__text">{claim.text}</blockquote>
            <figcaption className="small soft">
              {text.t('landing.source', { source: claim.source, day: text.date(claim.asOf, 'UTC') })}
            </figcaption>
          </figure>
        ))}
      </div>
    </section>
  );
}

const questions = ['charge', 'cancel', 'card', 'read', 'count'] as const;

function Questions({ text, campaign }: { text: Text; campaign: string | null }): ReactNode {
  return (
    <section className="band band--split">
      <h2>{text.t('landing.questions')}</h2>
      <div className="questions">
        {questions.map((question) => (
          <details key={question}>
            <summary>{text.t(`landing.question.${question}`)}</summary>
            <p className="soft">
              {text.t(`landing.answer.${question}`)}
              {question === 'count' && campaign ? (
                <>
                  {' '}
                  <a href={`/campaigns/${campaign}/ledger`}>{text.t('landing.ledger')}</a>
                </>
              ) : null}
            </p>
          </details>
        ))}
      </div>
    </section>
  );
}
