import type { ReactNode } from 'react';
import type { ListSum } from '../../gift-many/list-sum.js';
import type { ManyProps } from './page.js';

/** What all of it costs, as it was last counted. */
export function Sum({ view, focus, terms, sum }: ManyProps & { sum: ListSum | null }): ReactNode {
  const { text } = view;
  const prices = terms.map(({ plan, months, price }) => [`${plan}:${months}`, price] as const);
  const words = sum
    ? text.t('many.sum', {
        count: text.number(sum.count),
        each: text.money(sum.each),
        total: text.money(sum.total),
      })
    : text.t('many.sum.none');
  return (
    <div className="sum" role="status" tabIndex={-1} autoFocus={focus === 'sum'}>
      <input type="hidden" name="seen" value={sum?.key ?? ''} data-sum-key="" />
      <p
        className="sum__words"
        data-sum=""
        data-prices={JSON.stringify(Object.fromEntries(prices))}
        data-words={text.t('many.sum', { count: '{count}', each: '{each}', total: '{total}' })}
        data-none={text.t('many.sum.none')}
      >
        {words}
      </p>
      {focus === 'sum' ? <p className="soft">{text.t('many.sum.look')}</p> : null}
    </div>
  );
}
