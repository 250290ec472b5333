import { testCards } from '../billing/cards.js';
import type { TestCard } from '../billing/cards.js';

const groups: [title: string, belongs: (card: TestCard) => boolean][] = [
  ['Go through', (card) => !card.declines && !card.authentication && !later(card)],
  ['Ask for 3-D Secure', (card) => card.authentication !== undefined],
  ['Are declined', (card) => card.declines !== undefined && !card.authentication],
  ['Go through, with a sequel', later],
];

function later(card: TestCard): boolean {
  return Boolean(card.failsLater ?? card.disputes ?? card.warns ?? card.refunds);
}

/** `4242 4242 4242 4242` */
function spaced(number: string): string {
  return number.startsWith('3') && number.length === 15
    ? number.replace(/^(.{4})(.{6})(.{5})$/, '$1 $2 $3')
    : number.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

export function TestCards() {
  return (
    <aside className="cards" aria-labelledby="test-cards">
      <h2 id="test-cards">Test cards</h2>
      <p className="soft">
        Any date in the future, any CVC. Everything is made up, and stays on this machine.
      </p>
      {groups.map(([title, belongs], at) => (
        <details key={title} open={at === 0}>
          <summary>{title}</summary>
          <ul>
            {testCards.filter(belongs).map((card) => (
              <li
                key={card.number}
                data-card={spaced(card.number)}
                data-cvc={card.brand === 'amex' ? '1234' : '123'}
              >
                <code>{spaced(card.number)}</code>
                <span className="soft">{`${brandNames[card.brand]} · ${card.label}`}</span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </aside>
  );
}

const brandNames: Record<TestCard['brand'], string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};
