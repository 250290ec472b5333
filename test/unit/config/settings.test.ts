import { InvalidSettings, loadSettings, missingSettings } from '../../../src/config/settings.js';

function problems(env: NodeJS.ProcessEnv): string[] {
  try {
    loadSettings(env);
    return [];
  } catch (error) {
    if (error instanceof InvalidSettings) return error.lines;
    throw error;
  }
}

describe('settings', () => {
  it('has a default for everything that a laptop needs', () => {
    const settings = loadSettings({});
    expect(settings).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', STRIPE_MODE: 'test', RATE_LIMITS: 'on' });
    expect(settings.baseUrl).toBe('http://localhost:3000');
    expect(settings.livemode).toBe(false);
  });

  it('takes an empty value as not given', () => {
    expect(loadSettings({ PORT: '', DATABASE_URL: '' }).PORT).toBe(3000);
  });

  it('takes several webhook secrets while one is rolled', () => {
    expect(loadSettings({ STRIPE_WEBHOOK_SECRET: 'whsec_a, whsec_b' }).STRIPE_WEBHOOK_SECRET).toEqual([
      'whsec_a',
      'whsec_b',
    ]);
  });

  it.each<[NodeJS.ProcessEnv, string]>([
    [{ PORT: 'many' }, 'PORT must'],
    [{ PORT: '70000' }, 'PORT must be at most 65535'],
    [{ BASE_URL: 'members.example.org' }, 'BASE_URL must be an address'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must begin with postgres://'],
    [{ STRIPE_SECRET_KEY: 'pk_test_1' }, 'STRIPE_SECRET_KEY must be a key'],
    [{ STRIPE_SECRET_KEY: 'sk_live_1' }, 'STRIPE_SECRET_KEY is a live key: set STRIPE_MODE=live'],
    [
      { STRIPE_MODE: 'live', STRIPE_SECRET_KEY: 'sk_test_1' },
      'STRIPE_MODE=live needs a live STRIPE_SECRET_KEY',
    ],
    [
      { STRIPE_MODE: 'live', STRIPE_SECRET_KEY: 'sk_live_1', RATE_LIMITS: 'off' },
      'RATE_LIMITS=off is for load tests',
    ],
    [{ STRIPE_WEBHOOK_SECRET: 'secret' }, 'STRIPE_WEBHOOK_SECRET must begin with whsec_'],
    [{ SMTP_URL: 'mail.example.org' }, 'SMTP_URL must begin with smtp://'],
    [{ STAFF_EMAILS: 'nobody' }, 'STAFF_EMAILS must be e-mail addresses'],
    [{ SESSION_SECRET: 'short' }, 'SESSION_SECRET must have at least 32 characters'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be'],
    [{ STRIPE_PAGES_DOMAIN: 'https://pay.example.org' }, 'STRIPE_PAGES_DOMAIN must be a domain'],
    [{ TIME_ZONE: 'Europe/Atlantis' }, 'TIME_ZONE must be a zone'],
  ])('refuses %p with one clear line', (env, line) => {
    const found = problems(env);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(line);
  });

  it('never repeats a secret in its lines', () => {
    expect(
      problems({ STRIPE_SECRET_KEY: 'pk_live_verysecret', SESSION_SECRET: 'hushhush' }).join(),
    ).not.toMatch(/verysecret|hushhush/);
  });

  it('names each setting that the service cannot run without', () => {
    expect(missingSettings(loadSettings({}))).toEqual([
      'DATABASE_URL is not set',
      'STRIPE_SECRET_KEY is not set',
      'SMTP_URL is not set',
      'SESSION_SECRET is not set',
      expect.stringContaining('STRIPE_WEBHOOK_SECRET is not set'),
    ]);
  });
});
