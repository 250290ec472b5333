/** ICU messages: what is wrong with what a reader entered, or asked for. */
export const en = {
  name: 'Please enter your name.',
  'name.long': 'Please enter a name of at most 200 characters.',
  address: 'Please enter an e-mail address such as name@example.org.',
  'address.refused': 'Please check this e-mail address.',
  plan: 'Please choose one of the memberships.',
  'campaign.none': 'There is no such campaign.',

  amount: 'Please choose an amount.',
  'amount.positive': 'Please give an amount above zero.',
  'amount.whole': 'Please give the amount as a whole number of the smallest unit.',
  'amount.least': 'Please give at least {amount}.',
  'amount.most': 'The most that can be given here is {amount}.',
  currency: 'Please say in which currency.',
  'currency.other': 'We cannot take donations in this currency.',
  interval: 'Please choose once, every month or every year.',
  dedication: 'Please enter a dedication.',
  'dedication.long': 'Please keep the dedication to 200 characters.',

  'gift.plan': 'Please choose what you give.',
  'gift.months': 'Please choose one of the terms.',
  'gift.pool': 'Please choose how many you give, from 1 to {most, number}.',
  'gift.message': 'Please enter a message.',
  'gift.message.long': 'Please keep the message to 1,000 characters.',
  'gift.giver': 'Please say whom the gift is from.',
  'gift.recipients': 'Please say whom the gift is for.',
  'gift.recipients.each': 'Please say for each gift whom it is for.',
  'gift.recipient': 'Please say whom this gift is for.',
  'gift.many': 'At most {most, number} gifts fit in one order, please.',
  'gift.many.given': 'These are {given, number} gifts. At most {most, number} fit in one order, please.',
  'gift.twice': 'Gift {first, number} goes to the same address. Is that meant?',
  'gift.own': 'This is the giver’s own address: the gift comes back to them.',
  'gift.unknown': 'There are fields here that are not known.',
  'gift.day': 'Please choose a day, such as 2026-12-24.',
  'gift.day.none': 'There is no such day. Please choose one, such as 2026-12-24.',
  'gift.day.past': 'That day has passed. Please choose today or a later one.',
  'gift.day.far': 'That is more than a year ahead. Please choose an earlier day.',
  'yes-or-no': 'Please say true or false.',

  'gift.state.waiting': 'This gift has not left yet.',
  'gift.state.leaving': 'This gift is just leaving.',
  'gift.state.sent': 'This gift has left in the meantime.',
  'gift.state.handed': 'The link of this gift is with its giver.',
  'gift.state.undeliverable': 'This gift could not be delivered.',
  'gift.state.opened': 'This gift has been accepted in the meantime.',
  'gift.state.pooled': 'This gift is for readers who cannot afford one.',
  'gift.state.expired': 'The time to accept this gift has passed.',
  'gift.state.refunded': 'The money for this gift went back.',
  'gift.state.void': 'This gift was taken back by the newsroom.',
  'gift.state.on-hold': 'This gift is on hold, because its payment is being looked into.',
  'gift.resent':
    'This gift was sent many times already. Please answer one of our e-mails, and we look into it.',
  'gift.card.old': 'This card cannot be printed any more. Have a new link made for the gift, and print that.',

  thanks: 'Please write a few words first.',
  'thanks.long': 'Please keep it to 1,000 characters.',

  newsletters: 'Please choose at least one newsletter.',
  'newsletters.none': 'There is no such newsletter.',
  'newsletters.twice': 'Please name each newsletter once.',
  'newsletters.many': 'There are not as many newsletters.',

  'text.unstorable': 'This contains a character that we cannot keep.',
  'purchase.closed': 'This payment page has closed. Please start again.',
} satisfies Record<string, string>;

export type Fault = keyof typeof en;
export type Faults = Record<Fault, string>;
