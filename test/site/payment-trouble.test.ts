import { startTestService, type TestService } from '../support/service.js';
import { post } from './support/product.js';

let product: TestService;

beforeAll(async () => {
  // Nobody listens there.
  product = await startTestService({ env: { STRIPE_API_BASE: 'http://127.0.0.1:9' } });
}, 60_000);

afterAll(() => product.close());

describe('while Stripe cannot be reached', () => {
  it('a page says so, keeps what was typed, and trying again is the same purchase', async () => {
    const fields = { plan: 'supporter-month', name: 'Ann', email: 'ann@example.test', campaign: 'birthday' };
    const first = await post(`${product.url}/join`, fields);
    const page = await first.text();
    expect(first.status).toBe(503);
    expect(page).toContain('Nothing was charged');
    expect(hidden(page)).toMatchObject(fields);

    const again = await post(`${product.url}/join`, hidden(page));
    expect(again.status).toBe(503);
    const rows = await product.dataSource.query('select id, status from purchases');
    expect(rows).toEqual([{ id: hidden(page).purchase, status: 'open' }]);

    const edit = await post(`${product.url}/join`, { ...hidden(page), action: 'edit' });
    expect(edit.status).toBe(200);
    expect(await edit.text()).toContain('value="ann@example.test"');
  }, 60_000);

  it('a whole list is kept, and tried again as it was', async () => {
    const rows = {
      'rows.0.email': 'ann@example.test',
      'rows.0.message': 'One\nTwo',
      'rows.1.name': 'Grandmother',
    };
    const fields = {
      term: 'supporter-month:3',
      giverName: 'Ben',
      giverEmail: 'ben@example.test',
      seen: '2 x 1500 eur',
      ...rows,
    };
    const first = await post(`${product.url}/gift/many`, fields);
    const page = await first.text();
    expect(first.status).toBe(503);
    expect(hidden(page)).toMatchObject(fields);
    const again = await post(`${product.url}/gift/many`, hidden(page));
    expect(again.status).toBe(503);
    expect(hidden(await again.text()).purchase).toBe(hidden(page).purchase);
    const edit = await post(`${product.url}/gift/many`, { ...hidden(page), action: 'edit' });
    expect(await edit.text()).toMatch(/value="ann@example.test"[^]*One\nTwo[^]*value="Grandmother"/);
  }, 60_000);
});

function hidden(page: string): Record<string, string> {
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name, value]) => [name, value]));
}
