import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { normaliseEmail } from '../../common/email.js';
import { type FieldErrors, InvalidInput } from '../../common/errors.js';
import { GiftCheckoutDto } from '../../gifts/gift-checkout.dto.js';
import { GiftCheckout } from '../../gifts/gift-checkout.service.js';
import { orderFaults, repeatedAddresses } from '../../gifts/gift-order.js';
import type { ListedPerson } from '../../gifts/list/listed-person.js';
import type { OpenCheckout } from '../../payments/checkout-request.js';
import { readForm } from '../checkout-forms.service.js';
import { typed } from '../form-values.js';
import type { Text } from '../messages/text.js';
import type { FormValues } from '../offers.js';
import type { Trail } from '../trail.js';
import type { ListForm } from './list-form.js';
import { atListFields, listRequest, recipient } from './list-order.js';

/** Gifts for many: what is wrong with a list, and ordering it. */
@Injectable()
export class GiftLists {
  constructor(
    private readonly checkout: GiftCheckout,
    private readonly clock: Clock,
  ) {}

  /** Every fault at once, at its field; `zone` is the campaign's. */
  async faults(
    { values, people, errors }: ListForm,
    trail: Trail,
    zone: string,
    text: Text,
  ): Promise<FieldErrors> {
    const order = {
      recipients: people.map((person) => recipient(person, values)),
      allowDuplicates: isMeant(values),
    };
    const found: FieldErrors = {
      ...orderFaults(order, zone, this.clock.now()),
      ...(await dtoFaults(listRequest(values, people, trail))),
      ...nameless(people, text),
      ...(people.length === 0 ? { 'recipients.0.name': text.t('many.nobody') } : {}),
    };
    delete found.recipients;
    return atListFields({ ...found, ...errors }, people);
  }

  /** @throws InvalidInput at the fields of the form, PaymentsUnavailable */
  async start({ values, people }: ListForm, trail: Trail): Promise<OpenCheckout> {
    try {
      return await this.checkout.start(await readForm(GiftCheckoutDto, listRequest(values, people, trail)));
    } catch (error) {
      if (error instanceof InvalidInput) throw new InvalidInput(atListFields(error.fields, people));
      throw error;
    }
  }

  /** At the rows whose address is the giver's own, by field. */
  ownAddresses({ values, people }: ListForm, text: Text): FieldErrors {
    const own = normaliseEmail(typed(values, 'giverEmail') ?? '');
    const rows = people.map(({ email }, place) => ({ email, place }));
    const found = rows.filter(({ email }) => own !== '' && normaliseEmail(email) === own);
    return Object.fromEntries(found.map(({ place }) => [`rows.${place}.email`, text.t('gift.ownAddress')]));
  }

  hasRepeats({ people }: ListForm): boolean {
    return Object.keys(repeatedAddresses(people)).length > 0;
  }
}

function isMeant(values: FormValues): boolean {
  return values.allowDuplicates === 'yes';
}

async function dtoFaults(request: Record<string, unknown>): Promise<FieldErrors> {
  try {
    await readForm(GiftCheckoutDto, request);
    return {};
  } catch (error) {
    if (error instanceof InvalidInput) return { ...error.fields };
    throw error;
  }
}

function nameless(people: ListedPerson[], text: Text): FieldErrors {
  const rows = people.map(({ name, email }, place) => ({ isNobody: !name && !email, place }));
  return Object.fromEntries(
    rows
      .filter(({ isNobody }) => isNobody)
      .map(({ place }) => [`recipients.${place}.name`, text.t('many.whom')]),
  );
}
