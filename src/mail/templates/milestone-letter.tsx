import { Action, Layout, Paragraph, WayOut } from './layout.js';
import type { Template } from './template.js';

export const milestoneLetter: Template<'milestone-letter'> = {
  subject: ({ title, percent }, words) => words.text('milestone-letter.subject', { title, percent }),
  body: ({ name, title, percent, link, unsubscribe }, words) => (
    <Layout
      words={words}
      preview={words.text('milestone-letter.preview')}
      headline={words.text('milestone-letter.headline', { percent })}
    >
      <Paragraph>{words.hello(name)}</Paragraph>
      <Paragraph>{words.text('milestone-letter.body', { title, percent })}</Paragraph>
      <Action words={words} label={words.text('milestone-letter.button')} link={link} />
      <Paragraph quiet>
        {words.text('milestone-letter.why')}{' '}
        <WayOut label={words.text('milestone-letter.stop')} link={unsubscribe} />
      </Paragraph>
    </Layout>
  ),
};
