// One by one: the package of all of them brings a syntax highlighter and a style engine, half a second of loading.
import { Body } from '@react-email/body';
import { Button } from '@react-email/button';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Heading } from '@react-email/heading';
import { Hr } from '@react-email/hr';
import { Html } from '@react-email/html';
import { Link } from '@react-email/link';
import { Preview } from '@react-email/preview';
import { Text } from '@react-email/text';
import { Fragment, type ReactNode } from 'react';
import type { Wording } from '../wording.js';
import { darkScheme, style } from './style.js';

interface LayoutProps {
  words: Wording;
  preview: string;
  headline: string;
  children: ReactNode;
}

/** Paper, ink, a serif headline and one accent: what every e-mail looks like. */
export function Layout({ words, preview, headline, children }: LayoutProps) {
  return (
    <Html lang={words.language} dir="ltr">
      <Head>
        <title>{headline}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkScheme}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body style={style.body} className="paper">
        <Container style={style.container}>
          <Text style={style.newsroom} className="ink">
            {words.newsroom}
          </Text>
          <Hr style={style.rule} className="rule" />
          <Heading as="h1" style={style.headline} className="ink">
            {headline}
          </Heading>
          {children}
          <Hr style={style.rule} className="rule" />
          <Text style={style.quiet} className="quiet">
            {words.text('footer.answer')}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

export function Paragraph({ children, quiet = false }: { children: ReactNode; quiet?: boolean }) {
  return (
    <Text style={quiet ? style.quiet : style.text} className={quiet ? 'quiet' : 'ink'}>
      {children}
    </Text>
  );
}

/** The giver's own words, line by line. */
export function Quote({ children }: { children: string }) {
  return (
    <Text style={style.quote} className="ink">
      {children.split(/\r?\n/).map((line, index) => (
        <Fragment key={index}>
          {index > 0 ? <br /> : null}
          {line}
        </Fragment>
      ))}
    </Text>
  );
}

/** One of several things that are told of. */
export function Item({ children }: { children: ReactNode }) {
  return (
    <Text style={{ ...style.text, margin: '0 0 8px' }} className="ink">
      {children}
    </Text>
  );
}

export function Address({ link }: { link: string }) {
  return (
    <Link href={link} style={style.address}>
      {link}
    </Link>
  );
}

/** How such letters are stopped. */
export function WayOut({ label, link }: { label: string; link: string }) {
  return (
    <Link href={link} style={style.address}>
      {label}
    </Link>
  );
}

/** A button, and its address in letters for programs that show none. */
export function Action({ words, label, link }: { words: Wording; label: string; link: string }) {
  return (
    <>
      <Button href={link} style={style.button}>
        {label}
      </Button>
      <Text style={{ ...style.quiet, marginTop: 20 }} className="quiet">
        {words.text('footer.pasted')}
        <br />
        <Address link={link} />
      </Text>
    </>
  );
}
