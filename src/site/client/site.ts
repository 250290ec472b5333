import { focusErrors } from './parts/focus-errors.js';
import { followCardPreview } from './parts/card-preview.js';
import { followGiftPreview } from './parts/gift-preview.js';
import { followGiftRows } from './parts/gift-rows.js';
import { followMeters } from './parts/live-meter.js';
import { followOwnAmount } from './parts/own-amount.js';
import { selectOnFocus } from './parts/select-on-focus.js';
import { followShareButtons } from './parts/share.js';
import { awaitPayment } from './parts/await-payment.js';

// Each makes something more comfortable that works without it.
focusErrors();
followMeters();
awaitPayment();
followGiftPreview();
followCardPreview();
followGiftRows();
followOwnAmount();
selectOnFocus();
followShareButtons();
