import type { MailRequest } from '../../mail/templates.js';
import type { PoolRequest } from './pool-request.js';

type Asked = Pick<PoolRequest, 'id' | 'email' | 'name' | 'locale'>;

/** Is it really you? `link` leads to the place where that is said. */
export function poolConfirmMail({ link, name, ...request }: Asked & { link: string }): MailRequest {
  return {
    ...to(request),
    template: 'pool-confirm',
    params: { name, link },
    dedupeKey: `pool:${request.id}`,
  };
}

/** There is none yet; `link` is where they say that they need none any more. */
export function waitsMail({ link, name, ...request }: Asked & { link: string }): MailRequest {
  const dedupeKey = `pool-waits:${request.id}`;
  return { ...to(request), template: 'pool-waits', params: { name, link }, dedupeKey };
}

export function givenMail({
  name,
  months,
  until,
  ...request
}: Asked & { months: number; until: Date }): MailRequest {
  const params = { name, months, until: until.toISOString() };
  return { ...to(request), template: 'pool-given', params, dedupeKey: `pool-given:${request.id}` };
}

/** Nobody gave one in all that time. */
export function overMail({ name, ...request }: Asked, link: string): MailRequest {
  const dedupeKey = `pool-over:${request.id}`;
  return { ...to(request), template: 'pool-over', params: { name, link }, dedupeKey };
}

function to({ email, locale, id }: Pick<PoolRequest, 'email' | 'locale' | 'id'>) {
  return { to: email, locale, about: id };
}
