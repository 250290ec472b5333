import type { TemplateName } from '../templates.js';
import { donationReceipt } from './donation-receipt.js';
import { eventsParked } from './events-parked.js';
import { giftConfirm } from './gift-confirm.js';
import { giftDelivery } from './gift-delivery.js';
import { giftReceipt } from './gift-receipt.js';
import { giftRedeemed } from './gift-redeemed.js';
import { membershipWelcome } from './membership-welcome.js';
import { paymentNews } from './payment-news.js';
import { signIn } from './sign-in.js';
import type { Template } from './template.js';

export const all: { [T in TemplateName]: Template<T> } = {
  'membership-welcome': membershipWelcome,
  'gift-receipt': giftReceipt,
  'gift-delivery': giftDelivery,
  'gift-redeemed': giftRedeemed,
  'gift-confirm': giftConfirm,
  'donation-receipt': donationReceipt,
  'events-parked': eventsParked,
  'sign-in': signIn,
  ...paymentNews,
};
