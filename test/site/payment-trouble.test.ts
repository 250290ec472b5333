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
});

function hidden(page: string): Record<string, string> {
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name, value]) => [name, value]));
}
