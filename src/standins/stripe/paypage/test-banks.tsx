import { testBanks } from '../billing/bank-accounts.js';

export function TestBanks() {
  return (
    <aside className="cards" aria-labelledby="test-banks">
      <h2 id="test-banks">Test accounts</h2>
      <p className="soft">
        A debit is on its way for a while before it is known whether it arrives. Everything is made up.
      </p>
      <ul>
        {testBanks.map(({ iban, label }) => (
          <li key={iban}>
            <code>{iban}</code>
            <span className="soft">{label}</span>
          </li>
        ))}
      </ul>
    </aside>
  );
}
