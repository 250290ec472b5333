/** Signing up for newsletters. */
export const newsletters = {
  'newsletters.title': 'Newsletters',
  'newsletters.lead': 'What {newsroom} finds out, in your mailbox. Free of charge.',
  'newsletters.lists': 'Which ones?',
  'newsletters.email': 'Your e-mail address',
  'newsletters.press': 'Subscribe',
  'newsletters.note': 'We send you an e-mail that asks you to confirm. Nothing comes before that.',
  'newsletters.none': 'There is no newsletter yet.',
  'newsletters.asked.title': 'Look into your mailbox',
  'newsletters.asked.text':
    'Successfully subscribed. We’ve sent a confirmation email to {email}: press its button within a week, and the first one comes.',
  'newsletters.confirm.title': 'One press, and it comes to you',
  'newsletters.confirm.text': 'Then your subscription begins.',
  'newsletters.confirm.press': 'Yes, send it to me',
  'newsletters.done.title': 'You are subscribed',
  'newsletters.done.text': 'From now on you get: {lists}.',
  'newsletters.gone.title': 'This link no longer works',
  'newsletters.gone.text': 'It is older than a week, or a newer one was sent.',
  'newsletters.gone.again': 'Ask for a new one',
};
