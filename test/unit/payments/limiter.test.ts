import { Limiter } from '../../../src/payments/stripe/limiter.js';

describe('the limiter', () => {
  it('lets a second’s worth through at once, then spaces them out', async () => {
    const limiter = new Limiter(50);
    const began = Date.now();
    for (let request = 0; request < 50; request += 1) await limiter.take(1000);
    expect(Date.now() - began).toBeLessThan(200);
    for (let request = 0; request < 10; request += 1) await limiter.take(1000);
    expect(Date.now() - began).toBeGreaterThanOrEqual(180);
  });

  it('holds back as long as it was told to, and says so to who cannot wait', async () => {
    const limiter = new Limiter(50);
    limiter.pause(0.2);
    expect(await limiter.take(100)).toBe(false);
    const began = Date.now();
    expect(await limiter.take(1000)).toBe(true);
    expect(Date.now() - began).toBeGreaterThanOrEqual(150);
  });
});
