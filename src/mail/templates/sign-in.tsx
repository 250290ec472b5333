import { Action, Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

export const signIn: Template<'sign-in'> = {
  subject: (_params, words) => words.text('sign-in.subject'),
  body: ({ link, minutes }, words) => (
    <Layout
      words={words}
      preview={words.text('sign-in.preview', { minutes })}
      headline={words.text('sign-in.headline')}
    >
      <Paragraph>{words.text('sign-in.body', { minutes })}</Paragraph>
      <Action words={words} label={words.text('sign-in.button')} link={link} />
      <Paragraph quiet>{words.text('sign-in.otherwise')}</Paragraph>
    </Layout>
  ),
};
