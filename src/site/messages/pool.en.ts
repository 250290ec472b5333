/** Memberships that readers pay for so that others have one. */
export const pool = {
  'join.pool.ask': 'Is the money not there?',
  'join.pool': 'Ask for a membership that another reader has paid for',
  'gift.pool.ask': 'For somebody whom you do not know?',
  'gift.pool': 'Give to a reader who cannot afford it',

  'pool.title': 'A membership from another reader',
  'pool.lead':
    'You would like to be a member of {newsroom}, and the money is not there? Others have paid for you. We ask for no proof.',
  'pool.available':
    '{available, plural, =0 {At this moment all have been given away: you would be in line for the next.} one {One membership is waiting for a reader.} other {# memberships are waiting for readers.}}',
  'pool.ask.title': 'Ask for one',
  'pool.ask.press': 'Ask for a membership',
  'pool.ask.note':
    'We send one e-mail to make sure that it is you. One a year for each reader. Nobody learns that you asked, neither who gave it nor other readers.',
  'pool.name': 'Your name',
  'pool.email': 'Your e-mail',
  'pool.give.ask': 'Can you spare one?',
  'pool.give.link': 'Give a membership to a reader who cannot afford it',
  'pool.asked.title': 'Look into your mailbox',
  'pool.asked.text':
    'We have written to {email}. Press the button in that e-mail within two days; only then are you in line.',
  'pool.confirm.title': 'Is it you who asked?',
  'pool.confirm.text': 'With one press you are in line for a membership that another reader has paid for.',
  'pool.confirm.press': 'Yes, it is me',
  'pool.given.title': 'You are a member',
  'pool.given.text':
    'Another reader has paid for your membership until {day}. It ends by itself; there is nothing to pay.',
  'pool.waits.title': 'You are in line',
  'pool.waits.text':
    '{place, plural, one {You are the next one.} other {Before you {before, plural, one {waits one reader} other {wait # readers}}.}} As soon as it is your turn, the membership is yours by itself, and we write to you.',
  'pool.had-one.title': 'You have had one this year',
  'pool.had-one.text':
    'So that there is one for everybody, each reader gets one a year. From {day} on you are welcome to ask again.',
  'pool.member.title': 'You are a member already',
  'pool.member.text':
    'Your membership runs until {day}, so we keep this one for somebody else. When yours nears its end, please ask again.',
  'pool.gone.title': 'This link is no longer valid',
  'pool.gone.text': 'It works for two days. You are welcome to ask again.',
  'pool.gone.again': 'Ask again',
  'pool.withdraw.title': 'Leave the line?',
  'pool.withdraw.text': 'Your place goes to the next one, and we forget your name and address.',
  'pool.withdraw.press': 'Leave the line',
  'pool.withdrawn.title': 'You are out of the line',
  'pool.withdrawn.text': 'Thank you for letting the next one have it. We have forgotten your request.',

  'pool.give.title': 'Give to readers who cannot afford it',
  'pool.give.lead':
    'You pay for memberships, and readers who ask for one get them, in the order in which they ask. They prove their address, and nothing else.',
  'pool.give.waiting':
    '{waiting, plural, one {One reader is waiting for a membership now.} other {# readers are waiting for a membership now.}}',
  'pool.give.count': 'How many',
  'pool.give.memberships': 'Memberships',
  'pool.give.name.hint': 'For the receipt. Who gets a membership does not learn it.',
  'pool.give.email.hint': 'For the receipt, and to tell you when a reader has what you gave.',
  'pool.give.note':
    'Your card is charged once; nothing renews. We write to you when a reader has what you gave, and do not tell you who, nor them who you are.',
  'pool.give.one': 'For one person whom you know?',

  'given.pooled': 'For a reader who cannot afford one. It waits for the next who asks.',
  'given.taken': 'A reader who could not afford one has it since {day}.',
  'given.pool.title': 'Or give it to somebody who cannot afford one',
  'given.pool.lead':
    'Readers who cannot pay for a membership ask us for one. The first in line gets yours; links from before no longer work, and we forget for whom it was.',
  'given.pool.press': 'Give it to such a reader',
  'given.saved.pooled': 'Thank you. It goes to the next reader who asks.',
};
