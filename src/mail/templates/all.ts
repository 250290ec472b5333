import type { TemplateName } from '../templates.js';
import { donationReceipt } from './donation-receipt.js';
import { campaignMilestone } from './campaign-milestone.js';
import { eventsParked } from './events-parked.js';
import { giftConfirm } from './gift-confirm.js';
import { giftDelivery } from './gift-delivery.js';
import { giftReceipt } from './gift-receipt.js';
import { giftAccepted } from './gift-accepted.js';
import { giftEnded } from './gift-ended.js';
import { giftEnding } from './gift-ending.js';
import { giftNews } from './gift-news.js';
import { giftReminder } from './gift-reminder.js';
import { giftRedeemed } from './gift-redeemed.js';
import { membershipWelcome } from './membership-welcome.js';
import { milestoneLetter } from './milestone-letter.js';
import { newsletterConfirm } from './newsletter-confirm.js';
import { paymentNews } from './payment-news.js';
import { pool } from './pool.js';
import { signIn } from './sign-in.js';
import type { Template } from './template.js';

export const all: { [T in TemplateName]: Template<T> } = {
  'membership-welcome': membershipWelcome,
  'gift-receipt': giftReceipt,
  'gift-delivery': giftDelivery,
  'gift-reminder': giftReminder,
  ...giftNews,
  'gift-accepted': giftAccepted,
  'gift-ending': giftEnding,
  'gift-ended': giftEnded,
  'gift-redeemed': giftRedeemed,
  'gift-confirm': giftConfirm,
  ...pool,
  'donation-receipt': donationReceipt,
  'events-parked': eventsParked,
  'campaign-milestone': campaignMilestone,
  'milestone-letter': milestoneLetter,
  'sign-in': signIn,
  'newsletter-confirm': newsletterConfirm,
  ...paymentNews,
};
