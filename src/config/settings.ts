import { plainToInstance, Transform } from 'class-transformer';
import {
  IsFQDN,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  validateSync,
} from 'class-validator';
import { resolve } from 'node:path';

const list = ({ value }: { value: unknown }): string[] =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
    : [];
const whole = ({ value }: { value: unknown }): unknown => (value === undefined ? value : Number(value));
const onOff = ['on', 'off'] as const;
const localUrl = { require_tld: false, require_protocol: true, require_valid_protocol: true };

/** Everything that can be set from outside, one place, checked at the start. Each is described in `.env.example`. */
export class Settings {
  @IsIn(['development', 'test', 'production'], {
    message: 'NODE_ENV must be development, test or production',
  })
  NODE_ENV: 'development' | 'test' | 'production' = 'production';

  @Transform(whole)
  @IsInt({ message: 'PORT must be a whole number' })
  @Min(0, { message: 'PORT must not be negative' })
  @Max(65535, { message: 'PORT must be at most 65535' })
  PORT = 3000;

  @IsString()
  HOST = '127.0.0.1';

  /** Empty until the port is known when it is not set: see `baseUrl`. */
  @IsOptional()
  @IsUrl(localUrl, { message: 'BASE_URL must be an address such as https://members.example.org' })
  BASE_URL?: string;

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must begin with postgres://' })
  DATABASE_URL?: string;

  @Transform(({ value }) => resolve(String(value)))
  @IsString()
  DATA_DIR = resolve('./.data');

  @IsIn(['test', 'live'], { message: 'STRIPE_MODE must be test or live' })
  STRIPE_MODE: 'test' | 'live' = 'test';

  @IsOptional()
  @Matches(/^(sk|rk)_(test|live)_\w+$/, {
    message: 'STRIPE_SECRET_KEY must be a key that begins with sk_test_, rk_test_, sk_live_ or rk_live_',
  })
  STRIPE_SECRET_KEY?: string;

  /** More than one while a secret is being rolled. */
  @Transform(list)
  @Matches(/^whsec_.+$/, { each: true, message: 'STRIPE_WEBHOOK_SECRET must begin with whsec_' })
  STRIPE_WEBHOOK_SECRET: string[] = [];

  @IsOptional()
  @IsUrl(localUrl, { message: 'STRIPE_API_BASE must be an address such as http://127.0.0.1:12111' })
  STRIPE_API_BASE?: string;

  /** Stripe's pages may stand under a domain of the newsroom's: `pay.example.org`. */
  @IsOptional()
  @IsFQDN({}, { message: 'STRIPE_PAGES_DOMAIN must be a domain such as pay.example.org' })
  STRIPE_PAGES_DOMAIN?: string;

  /** Where the account's limit is another one than Stripe's usual, or several processes share it. */
  @IsOptional()
  @Transform(whole)
  @IsInt({ message: 'STRIPE_REQUESTS_PER_SECOND must be a whole number' })
  @Min(1, { message: 'STRIPE_REQUESTS_PER_SECOND must be at least 1' })
  STRIPE_REQUESTS_PER_SECOND?: number;

  @IsOptional()
  @Matches(/^smtps?:\/\//, { message: 'SMTP_URL must begin with smtp:// or smtps://' })
  SMTP_URL?: string;

  /** What the mail server takes in a second, shared among the processes that send. */
  @Transform(whole)
  @IsInt({ message: 'MAIL_PER_SECOND must be a whole number' })
  @Min(1, { message: 'MAIL_PER_SECOND must be at least 1' })
  MAIL_PER_SECOND = 300;

  /** Lets a mail server report what could not be delivered to /webhooks/mail; without it that address is closed. */
  @IsOptional()
  @MinLength(24, { message: 'MAIL_WEBHOOK_TOKEN must have at least 24 characters' })
  MAIL_WEBHOOK_TOKEN?: string;

  /** Whether this process asks Stripe by itself for events that did not come by webhook. */
  @IsIn(onOff, { message: 'CATCH_UP must be on or off' })
  CATCH_UP: 'on' | 'off' = 'on';

  /** Where a central bank publishes the day's rates, in the European Central Bank's form; without it staff enter them. */
  @IsOptional()
  @IsUrl(localUrl, {
    message:
      'EXCHANGE_RATES_URL must be an address such as https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml',
  })
  EXCHANGE_RATES_URL?: string;

  @Transform(whole)
  @IsInt({ message: 'INBOX_KEEP_DAYS must be a whole number of days' })
  @Min(31, { message: 'INBOX_KEEP_DAYS must be at least 31: Stripe itself shows an event for 30 days' })
  INBOX_KEEP_DAYS = 90;

  /** Whether Stripe's page takes the promotion codes that were made there. */
  @IsIn(onOff, { message: 'PROMOTION_CODES must be on or off' })
  PROMOTION_CODES: 'on' | 'off' = 'off';

  /** How long a member keeps access after a charge failed, while the card is asked again. */
  @Transform(whole)
  @IsInt({ message: 'GRACE_DAYS must be a whole number of days' })
  @Min(0, { message: 'GRACE_DAYS must not be negative' })
  @Max(90, { message: 'GRACE_DAYS must be at most 90' })
  GRACE_DAYS = 14;

  /** What becomes of a membership by gift whose money went back: it ends with a notice, or the reader keeps it. */
  @IsIn(['end', 'keep'], { message: 'REFUNDED_GIFTS must be end or keep' })
  REFUNDED_GIFTS: 'end' | 'keep' = 'end';

  /** A gift to who pays already: it waits until they stop, or moves their next charge by its term. */
  @IsIn(['wait', 'move'], { message: 'GIFTS_WHILE_PAYING must be wait or move' })
  GIFTS_WHILE_PAYING: 'wait' | 'move' = 'move';

  @IsString()
  MAIL_FROM = 'The Meridian <members@meridian.example>';

  /** Where no campaign with a zone of its own is meant: the day on which a gift arrives, dates on pages. */
  @IsTimeZone({ message: 'TIME_ZONE must be a zone such as Europe/Kyiv or UTC' })
  TIME_ZONE = 'UTC';

  /** The one colour of the pages; it is made darker or lighter until it can be read. */
  @IsOptional()
  @Matches(/^#[0-9a-f]{6}$/i, { message: 'NEWSROOM_ACCENT must be a colour such as #0a5c4a' })
  NEWSROOM_ACCENT?: string;

  @IsOptional()
  @MinLength(32, { message: 'SESSION_SECRET must have at least 32 characters' })
  SESSION_SECRET?: string;

  @Transform(list)
  @Matches(/^\S+@\S+$/, { each: true, message: 'STAFF_EMAILS must be e-mail addresses, separated by commas' })
  STAFF_EMAILS: string[] = [];

  @IsOptional()
  @MinLength(24, { message: 'STAFF_API_TOKEN must have at least 24 characters' })
  STAFF_API_TOKEN?: string;

  @IsOptional()
  @IsIn(onOff, { message: 'SAMPLE_DATA must be on or off' })
  SAMPLE_DATA?: 'on' | 'off';

  /** The request header in which a CDN tells the reader's country, for banners that are shown in some countries only. */
  @IsOptional()
  @Matches(/^[a-z0-9-]+$/i, { message: 'COUNTRY_HEADER must be the name of a header, such as CF-IPCountry' })
  COUNTRY_HEADER?: string;

  /** Pages of these origins may ask whether their own reader is a member. */
  @Transform(list)
  @Matches(/^https?:\/\/[^/?#]+$/, {
    each: true,
    message: 'NEWSROOM_ORIGINS must be origins such as https://www.example.org, separated by commas',
  })
  NEWSROOM_ORIGINS: string[] = [];

  @IsIn(onOff, { message: 'RATE_LIMITS must be on or off' })
  RATE_LIMITS: 'on' | 'off' = 'on';

  @IsIn(['error', 'warn', 'log', 'debug', 'verbose'], {
    message: 'LOG_LEVEL must be error, warn, log, debug or verbose',
  })
  LOG_LEVEL: 'error' | 'warn' | 'log' | 'debug' | 'verbose' = 'log';

  @IsIn(onOff, { message: 'TRUST_PROXY must be on or off' })
  TRUST_PROXY: 'on' | 'off' = 'off';

  @IsOptional()
  @MinLength(16, { message: 'METRICS_TOKEN must have at least 16 characters' })
  METRICS_TOKEN?: string;

  get livemode(): boolean {
    return this.STRIPE_MODE === 'live';
  }

  /** The name before the address in MAIL_FROM: `The Meridian <members@meridian.example>`. */
  get newsroomName(): string {
    return /^\s*"?([^"<]+?)"?\s*</.exec(this.MAIL_FROM)?.[1] ?? new URL(this.baseUrl).hostname;
  }

  /** Without a slash at the end. */
  get baseUrl(): string {
    return (this.BASE_URL ?? `http://localhost:${this.PORT}`).replace(/\/+$/, '');
  }
}

/** The start stops with these lines, one for each setting that is wrong or missing. */
export class InvalidSettings extends Error {
  constructor(readonly lines: string[]) {
    super(lines.join('\n'));
  }
}

/** Reads the settings that the environment gives. Empty values count as not given; other variables are ignored. */
export function loadSettings(env: NodeJS.ProcessEnv): Settings {
  const known = Object.keys(new Settings());
  const optional = [
    'BASE_URL',
    'DATABASE_URL',
    'STRIPE_SECRET_KEY',
    'STRIPE_API_BASE',
    'STRIPE_PAGES_DOMAIN',
    'STRIPE_REQUESTS_PER_SECOND',
    'SMTP_URL',
    'SESSION_SECRET',
    'NEWSROOM_ACCENT',
    'COUNTRY_HEADER',
  ];
  const names = [
    ...known,
    ...optional,
    'STAFF_API_TOKEN',
    'SAMPLE_DATA',
    'METRICS_TOKEN',
    'MAIL_WEBHOOK_TOKEN',
  ];
  const given = Object.fromEntries(names.filter((name) => env[name]).map((name) => [name, env[name]]));
  const settings = plainToInstance(Settings, given);
  // One line for each setting: decorators run from the last to the first, so the first one written comes last.
  const problems = validateSync(settings).map(
    (error) => Object.values(error.constraints ?? {}).at(-1) ?? error.property,
  );
  problems.push(...contradictions(settings));
  if (problems.length > 0) throw new InvalidSettings(problems);
  return settings;
}

function contradictions(settings: Settings): string[] {
  const problems: string[] = [];
  const liveKey = /^(sk|rk)_live_/.test(settings.STRIPE_SECRET_KEY ?? '');
  if (liveKey && !settings.livemode)
    problems.push('STRIPE_SECRET_KEY is a live key: set STRIPE_MODE=live to take real money');
  if (settings.livemode && !liveKey)
    problems.push('STRIPE_MODE=live needs a live STRIPE_SECRET_KEY (sk_live_… or rk_live_…)');
  if (settings.livemode && settings.RATE_LIMITS === 'off')
    problems.push('RATE_LIMITS=off is for load tests and is refused with STRIPE_MODE=live');
  if (settings.livemode && settings.STRIPE_API_BASE)
    problems.push('STRIPE_API_BASE is for test mode and is refused with STRIPE_MODE=live');
  return problems;
}

/** What the service cannot run without, once the stand-ins have filled in what they stand for. */
export function missingSettings(settings: Settings): string[] {
  const problems: string[] = [];
  const needed = ['DATABASE_URL', 'STRIPE_SECRET_KEY', 'SMTP_URL', 'SESSION_SECRET'] as const;
  for (const name of needed) if (!settings[name]) problems.push(`${name} is not set`);
  if (settings.STRIPE_WEBHOOK_SECRET.length === 0)
    problems.push(
      'STRIPE_WEBHOOK_SECRET is not set: it is shown where the webhook endpoint was made (whsec_…)',
    );
  return problems;
}
