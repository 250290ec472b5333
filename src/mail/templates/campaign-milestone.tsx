import { Action, Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

export const campaignMilestone: Template<'campaign-milestone'> = {
  subject: ({ title, percent }, words) => words.text('campaign-milestone.subject', { title, percent }),
  body: ({ title, percent, value, target, currency, link }, words) => {
    const show = (amount: number): string =>
      currency ? words.money({ amount, currency }) : words.number(amount);
    const figures = { title, percent, value: show(value), target: show(target) };
    return (
      <Layout
        words={words}
        preview={words.text('campaign-milestone.preview', figures)}
        headline={words.text('campaign-milestone.headline', figures)}
      >
        <Paragraph>{words.text('campaign-milestone.body', figures)}</Paragraph>
        <Action words={words} label={words.text('campaign-milestone.button')} link={link} />
      </Layout>
    );
  },
};
