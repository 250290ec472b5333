/** ICU MessageFormat; dates and money come in already formatted for the reader. */
export const en = {
  'hello.named': 'Hello {name},',
  'hello.unnamed': 'Hello,',
  'footer.answer': '{newsroom}. Is anything unclear? Just answer this e-mail.',
  'footer.pasted': 'If the button does not work, copy this address into your browser:',
  'per.month': '{price} a month',
  'per.year': '{price} a year',
  'per.once': '{price}',

  'membership-welcome.subject': 'You are a member of {newsroom}',
  'membership-welcome.preview': 'Thank you. Your support starts now.',
  'membership-welcome.headline': 'Thank you for standing with us',
  'membership-welcome.body':
    'You are now a {tier} member. Your support pays for reporting that stays free and open to everybody.',
  'membership-welcome.card.month':
    'Your card was charged {price}. It is charged again every month, the next time on {until}, until you cancel.',
  'membership-welcome.card.year':
    'Your card was charged {price}. It is charged again every year, the next time on {until}, until you cancel.',
  'membership-welcome.free.month':
    'Nothing was charged. Your card is charged for the first time on {until} and every month from then on, until you cancel.',
  'membership-welcome.free.year':
    'Nothing was charged. Your card is charged for the first time on {until} and every year from then on, until you cancel.',
  'membership-welcome.cancel':
    'You can cancel whenever you like; what you paid for stays yours until its end.',

  'gift-receipt.subject':
    'Your {count, plural, one {gift} other {# gifts}}{recipient, select, none {} other { for {recipient}}}: {months, plural, one {# month} other {# months}} of membership',
  'gift-receipt.preview': 'Thank you for giving. Here is what happens next.',
  'gift-receipt.headline': 'Thank you for your {count, plural, one {gift} other {gifts}}',
  'gift-receipt.body':
    'You gave {recipient, select, none {{count, plural, one {a friend} other {# friends}}} other {{recipient}}} {months, plural, one {# month} other {# months}} of {tier} membership{count, plural, one {} other { each}}.',
  'gift-receipt.mailed':
    '{recipient, select, none {It} other {{recipient}’s gift}} leaves by e-mail on {deliverOn}, with your words.',
  'gift-receipt.link': '{recipient, select, none {To hand on} other {For {recipient}}}:',
  'gift-receipt.more': '… and {count, plural, one {# more} other {# more}}.',
  'gift-receipt.handed':
    'Hand each link on whenever it suits you. Whoever opens it first can redeem the gift, so give it to nobody else. A card to print, with your words and a code to scan, waits on the page below.',
  'gift-receipt.pool':
    '{pool, plural, one {# membership goes} other {# memberships go}} to {pool, plural, one {a reader who cannot} other {readers who cannot}} afford one, in the order in which they ask. We write to you when {pool, plural, one {it is} other {one is}} taken, and do not say by whom.',
  'gift-receipt.follow': 'See what has become of {count, plural, one {it} other {them}}:',
  'gift-receipt.change':
    'See what has become of your {count, plural, one {gift} other {gifts}}, and change a name, an address, the words or the day until it leaves:',
  'gift-receipt.page': 'Your {count, plural, one {gift} other {gifts}}',
  'gift-receipt.card': 'Your card was charged {price}, once. Nothing renews.',

  'gift-delivery.subject': '{giverName} has a gift for you',
  'gift-delivery.preview': '{months, plural, one {# month} other {# months}} of membership in {newsroom}',
  'gift-delivery.headline': 'A gift from {giverName}',
  'gift-delivery.body':
    '{giverName} gives you {months, plural, one {# month} other {# months}} of {tier} membership in {newsroom}. It is paid for. There is nothing to pay, now or later.',
  'gift-delivery.button': 'Open your gift',
  'gift-delivery.until': 'It waits for you until {claimUntil}.',

  'gift-reminder.subject': 'Your gift from {giverName} is still waiting',
  'gift-reminder.preview': '{months, plural, one {# month} other {# months}} of membership in {newsroom}',
  'gift-reminder.headline': 'Still yours: a gift from {giverName}',
  'gift-reminder.body':
    '{giverName} gave you {months, plural, one {# month} other {# months}} of {tier} membership in {newsroom}. It is paid for, and nobody has opened it yet. There is nothing to pay, now or later.',

  'gift-unclaimed.subject':
    '{recipient, select, none {Your gift} other {Your gift for {recipient}}} has not been opened yet',
  'gift-unclaimed.preview': 'It waits until {claimUntil}.',
  'gift-unclaimed.headline': 'Your gift is still waiting',
  'gift-unclaimed.body':
    'Nobody has opened the membership that you gave{recipient, select, none {} other { to {recipient}}} yet. {sent, select, yes {E-mails get lost: perhaps you ask whether it arrived.} other {Perhaps the link has not been handed on yet.}} It waits until {claimUntil}.',
  'gift-deadline.subject':
    '{recipient, select, none {Your gift} other {Your gift for {recipient}}} waits only until {claimUntil}',
  'gift-deadline.preview': 'Nobody has opened it yet.',
  'gift-deadline.headline': 'Two weeks are left for your gift',
  'gift-deadline.body':
    'Nobody has opened the membership that you gave{recipient, select, none {} other { to {recipient}}}, and it can be accepted only until {claimUntil}.',
  'gift-nudge.elsewhere':
    'On your page you can have it sent again, to a corrected address or to somebody else, take the link and hand it on yourself, or give it to a reader who cannot afford a membership.',
  'gift-nudge.button': 'See your gift',
  'gift-expired.subject':
    '{recipient, select, none {Your gift} other {Your gift for {recipient}}} was not opened in time',
  'gift-expired.preview': 'It could be accepted until {claimUntil}.',
  'gift-expired.headline': 'Your gift was not opened',
  'gift-expired.body':
    'The membership that you gave{recipient, select, none {} other { to {recipient}}} could be accepted until {claimUntil}, and nobody did. Your money has paid for independent reporting all the same: thank you. If you would like it to reach somebody after all, just answer this e-mail.',
  'gift-bounced.subject':
    '{recipient, select, none {Your gift} other {Your gift for {recipient}}} could not be delivered',
  'gift-bounced.preview': 'The address takes no e-mail.',
  'gift-bounced.headline': 'Your gift did not arrive',
  'gift-bounced.body':
    'We sent the membership that you gave to {recipientEmail}, and the mail came back: there seems to be a slip in the address. Nothing is lost. Correct the address, and the gift goes out at once.',
  'gift-bounced.button': 'Correct the address',
  'gift-bounced.link': 'Or hand on the link yourself, to nobody but the one it is for:',
  'gift-thanks.subject':
    '{recipient, select, none {A thank-you for your gift} other {{recipient} says thank you}}',
  'gift-thanks.preview': 'For the membership that you gave.',
  'gift-thanks.headline': 'A thank-you for you',
  'gift-thanks.body': 'Somebody is glad of the membership that you gave, and writes:',
  'gift-thanks.once': 'We passed these words on, and no address. The note stands on your page too:',

  'gift-accepted.subject':
    'Your gift from {giverName}{fate, select, new {: you are a member} other { is added to what you have}}',
  'gift-accepted.preview.new': 'Until {until}, with nothing to pay.',
  'gift-accepted.preview.added': 'You are a member until {until}, with nothing to pay.',
  'gift-accepted.preview.moved': 'Your next charge comes later by it.',
  'gift-accepted.preview.waits': 'It begins when you stop paying.',
  'gift-accepted.headline': '{fate, select, new {Welcome to {newsroom}} other {Added to your membership}}',
  'gift-accepted.body.new':
    'You accepted the membership that {giverName} gave you. It runs until {until} and ends by itself; nothing is charged.',
  'gift-accepted.body.added':
    'You accepted the membership that {giverName} gave you. Its time follows what you had: you are a member until {until}, and nothing is charged for it.',
  'gift-accepted.body.moved':
    'You accepted the membership that {giverName} gave you. You pay for yours already, so your next charge moves from {from} to {to}. Nothing is charged in between.',
  'gift-accepted.body.waits':
    'You accepted the membership that {giverName} gave you. You pay for yours already, and that goes on as before: the gift is kept for you, and begins when you stop.',
  'gift-accepted.thank': 'Would you like to thank {giverName}? Write a few words, and we pass them on.',
  'gift-accepted.button': 'Say thank you',

  'gift-ending.subject': 'Your membership {last, select, yes {ends tomorrow} other {ends on {until}}}',
  'gift-ending.preview': 'There is nothing you have to do.',
  'gift-ending.headline': 'Your gift comes to its end',
  'gift-ending.body':
    'The {tier} membership that you were given runs until {until} and ends by itself. Nothing is charged, and there is nothing you have to do.',
  'gift-ending.goOn':
    'Would you like to stay? Go on as a paying member for {price}. The first charge is on the day the gift ends, so you lose no day and pay none twice. You can cancel whenever you like.',
  'gift-ending.button': 'Stay a member',
  'gift-ending.otherwise': 'Nothing is charged unless you press the button and give a card.',

  'gift-ended.subject': 'Your gift membership has ended',
  'gift-ended.preview': 'You did nothing wrong, and there is nothing to pay.',
  'gift-ended.headline': 'Your gift membership has ended',
  'gift-ended.body':
    'The membership that you were given has ended earlier than we told you. We are sorry. You did nothing wrong, and there is nothing to pay.',
  'gift-ended.until': 'What else you have with us is yours as before: you stay a member until {until}.',
  'gift-ended.nextCharge':
    'The membership that you pay for goes on. Its next charge, which the gift had moved, is now on {day}. Cancel before that day, and nothing is charged.',
  'gift-ended.join':
    'Everything that we report stays free to read. Should you like to be a member again, you are welcome:',
  'gift-ended.button': 'Become a member',

  'gift-redeemed.subject':
    '{recipient, select, none {Your gift was opened} other {{recipient} opened your gift}}',
  'gift-redeemed.preview': 'Your gift has arrived.',
  'gift-redeemed.headline': 'Your gift has arrived',
  'gift-redeemed.body':
    '{recipient, select, none {Somebody} other {{recipient}}} redeemed the membership that you gave. Thank you for bringing somebody new.',

  'newsletter-confirm.subject': 'Please confirm your newsletter from {newsroom}',
  'newsletter-confirm.preview': 'One press, and it comes to you.',
  'newsletter-confirm.headline': 'Please confirm your address',
  'newsletter-confirm.body':
    'Somebody, most likely you, signed this address up for: {lists}. Press the button within {days, plural, one {a day} other {# days}}, and it comes to you.',
  'newsletter-confirm.button': 'Yes, send it to me',
  'newsletter-confirm.otherwise':
    'If it was not you, leave this e-mail alone: nothing comes, and we forget the address.',
  'newsletter-confirm.leave': 'Stop all our newsletters, now or later',

  'pool-confirm.subject': 'Is it you who asked for a membership? Please confirm',
  'pool-confirm.preview': 'One press, and you are in line.',
  'pool-confirm.headline': 'Please confirm your address',
  'pool-confirm.body':
    'You asked {newsroom} for a membership that another reader has paid for. Press the button within two days, and it is yours, or you are in line for the next one. We ask for no proof, and tell nobody.',
  'pool-confirm.button': 'Yes, I asked for it',
  'pool-confirm.otherwise': 'If it was not you, leave this e-mail alone: nothing happens.',
  'pool-waits.subject': 'You are in line for a membership',
  'pool-waits.preview': 'We write as soon as somebody gives one.',
  'pool-waits.headline': 'You are in line',
  'pool-waits.body':
    'At this moment no membership is left that another reader has paid for. You are in line: as soon as it is your turn, the membership is yours by itself, and we write to you. Everything that we report is free to read meanwhile. Should you need it no longer, let the next one have your place:',
  'pool-waits.button': 'Leave the line',
  'pool-given.subject': 'You are a member of {newsroom}',
  'pool-given.preview': 'Another reader has paid for it.',
  'pool-given.headline': 'Welcome to {newsroom}',
  'pool-given.body':
    'Another reader has paid for your membership of {months, plural, one {# month} other {# months}}. It runs until {until} and ends by itself; there is nothing to pay, now or later.',
  'pool-given.private':
    'Who gave it learns that somebody has it, and not who. Sign in on our site with this address to see your membership.',
  'pool-over.subject': 'No membership came for you',
  'pool-over.preview': 'We are sorry. You may ask again.',
  'pool-over.headline': 'We are sorry',
  'pool-over.body':
    'You have waited for more than a year for a membership that another reader would pay for, and none came. We have taken you out of the line and forgotten your request. Should you still want one, please ask again:',
  'pool-over.button': 'Ask again',
  'pool-taken.subject':
    '{count, plural, one {A reader has} other {# readers have}} a membership because of you',
  'pool-taken.preview': 'What you gave has arrived.',
  'pool-taken.headline': 'What you gave has arrived',
  'pool-taken.body':
    '{count, plural, one {A reader} other {# readers}} who could not afford a membership of {newsroom} {count, plural, one {has one now, paid for by you} other {have one now, paid for by you}}. We do not tell you who, nor them who you are. Thank you.',
  'pool-taken.button': 'See what you gave',

  'gift-confirm.subject': 'Is this gift for you? Please confirm',
  'gift-confirm.preview': 'One press, and the membership is yours.',
  'gift-confirm.headline': 'One more press',
  'gift-confirm.body':
    'Somebody, we hope you, wants to redeem a gift membership with this address. It was sent to another one, so we ask before anything happens.',
  'gift-confirm.button': 'Yes, redeem it for me',
  'gift-confirm.otherwise': 'If that was not you, do nothing, and nothing happens.',

  'donation-receipt.subject': 'Thank you for your donation of {price}',
  'donation-receipt.preview': 'Your support pays for independent reporting.',
  'donation-receipt.headline': 'Thank you for your donation',
  'donation-receipt.body':
    'We received {price}. It pays for reporting that stays free and open to everybody.',
  'donation-receipt.card.once': 'Your card was charged once. Nothing renews.',
  'donation-receipt.card.month': 'Your card is charged again every month, until you say stop.',
  'donation-receipt.card.year': 'Your card is charged again every year, until you say stop.',
  'donation-receipt.dedication': 'Dedicated to: {dedication}',

  'sign-in.subject': 'Sign in to {newsroom}',
  'sign-in.preview': 'It works once, within {minutes, plural, one {# minute} other {# minutes}}.',
  'sign-in.headline': 'Sign in',
  'sign-in.body':
    'Press the button to sign in. It works once, within {minutes, plural, one {# minute} other {# minutes}}.',
  'sign-in.button': 'Sign in',
  'sign-in.otherwise': 'If you did not ask for this, do nothing. Nobody can sign in without this link.',

  'payment-refunded.subject': 'We refunded {price}',
  'payment-refunded.preview': 'It is on its way back to your card.',
  'payment-refunded.headline': 'Your refund is on its way',
  'payment-refunded.body':
    'We refunded {price} to the card that was charged. Banks usually show it within 5 to 10 days.',

  'payment-awaited.subject': 'Your payment of {price} is under way',
  'payment-awaited.preview': 'Your bank takes a few days. Nothing is left for you to do.',
  'payment-awaited.headline': 'Your payment is under way',
  'payment-awaited.body':
    'Thank you for your order: {what}, {price}. Your bank needs a few days to send the money. We write to you as soon as it is here; there is nothing left for you to do.',

  'payment-bounced.subject': 'Your payment of {price} did not arrive',
  'payment-bounced.preview': 'Nothing was charged.',
  'payment-bounced.headline': 'Your payment did not arrive',
  'payment-bounced.body':
    'Your bank did not send the {price} for your order: {what}. Nothing was charged, and nothing has begun. If you would still like to support us, please order again, perhaps with another card.',

  'charge-failed.subject': 'We could not charge your card: {what}',
  'charge-failed.preview': 'One press puts it right.',
  'charge-failed.headline': 'We could not charge your card',
  'charge-failed.body':
    'It was time for the next {price} for {what}, and your bank declined it. That often happens when a card has expired. You keep your access for now; please pay with this or another card, so that it goes on.',
  'charge-failed.button': 'Pay now',

  'charge-unconfirmed.subject': 'Please confirm your payment of {price}',
  'charge-unconfirmed.preview': 'Your bank wants to know that it is really you.',
  'charge-unconfirmed.headline': 'Your bank asks for your confirmation',
  'charge-unconfirmed.body':
    'It was time for the next {price} for {what}, and your bank wants you to confirm it. You keep your access for now.',
  'charge-unconfirmed.button': 'Confirm the payment',

  'trial-running.subject': 'Free until {at}: {what}',
  'trial-running.preview': 'Then your card is charged for the first time.',
  'trial-running.headline': 'Your free time runs until {at}',
  'trial-running.body':
    'Until {at}, {what} costs you nothing. From that day your card is charged {price} for each period, until you cancel. If you cancel before, nothing is charged.',

  'subscription-ending.subject': 'Cancelled: {what} runs until {at}',
  'subscription-ending.preview': 'Nothing more is charged.',
  'subscription-ending.headline': 'You have cancelled',
  'subscription-ending.body':
    '{what} runs until {at}, because that is paid for. Nothing more is charged. If you change your mind before that day, you can take it back where you cancelled.',

  'subscription-ended.subject': 'It has ended: {what}',
  'subscription-ended.preview': 'Nothing more is charged.',
  'subscription-ended.headline': 'Thank you for the time with us',
  'subscription-ended.body':
    '{what} has ended, and nothing more is charged. Thank you for what you made possible. You are welcome back whenever you like.',

  'campaign-milestone.subject': '{percent, number}% of the goal: {title}',
  'campaign-milestone.preview': '{value} of {target}.',
  'campaign-milestone.headline': '{percent, number}% is reached',
  'campaign-milestone.body':
    '“{title}” stands at {value} of {target}. Every unit of it can be explained in the console.',
  'campaign-milestone.button': 'See how it stands',

  'milestone-letter.subject':
    '{percent, plural, =100 {The goal is reached} other {#% of the goal is reached}}: {title}',
  'milestone-letter.preview': 'And you are a part of it.',
  'milestone-letter.headline':
    '{percent, plural, =100 {We have reached the goal} other {#% of the goal is reached}}',
  'milestone-letter.body':
    '“{title}” has come to {percent, number}% of its goal, and you are a part of it: thank you. If you know somebody who would be glad to join, show them the campaign.',
  'milestone-letter.button': 'See how it stands',
  'milestone-letter.why': 'You get this because you took part in this campaign.',
  'milestone-letter.stop': 'Stop news of campaigns',

  'events-parked.subject':
    '{count, plural, one {# event from Stripe waits} other {# events from Stripe wait}} for a person',
  'events-parked.preview': 'They were tried many times and could not be handled.',
  'events-parked.headline': '{count, plural, one {# event waits} other {# events wait}} for you',
  'events-parked.body':
    'Stripe told of {count, plural, one {something} other {# things}} that could not be handled, though it was tried many times over hours. Nothing is lost, and other events are not held up. Please look at the note beside each, and have them tried again once the cause is gone.',
  'events-parked.button': 'See them',
} satisfies Record<string, string>;

export type MessageKey = keyof typeof en;
export type MailMessages = Record<MessageKey, string>;
