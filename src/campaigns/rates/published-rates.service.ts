import { Injectable, type OnModuleInit } from '@nestjs/common';
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { Settings } from '../../config/settings.js';
import { Jobs } from '../../jobs/jobs.service.js';
import { ExchangeRates } from './exchange-rates.service.js';

const WITHIN_MS = 10_000;
/** The day's document has 2 kB. */
const MOST_BYTES = 100_000;

/** Fetches the rates that the European Central Bank publishes around 16:00 CET on working days, if staff want that. */
@Injectable()
export class PublishedRates implements OnModuleInit {
  constructor(
    private readonly settings: Settings,
    private readonly jobs: Jobs,
    private readonly rates: ExchangeRates,
  ) {}

  onModuleInit(): void {
    if (this.settings.EXCHANGE_RATES_URL)
      this.jobs.register('fetch-rates', () => this.fetch(), { every: '25 */3 * * *', retries: 3 });
  }

  /** Throws where they cannot be had: the job tells, and tries again. */
  async fetch(): Promise<void> {
    const { EXCHANGE_RATES_URL: url } = this.settings;
    if (!url) return;
    const answer = await fetch(url, { signal: AbortSignal.timeout(WITHIN_MS), redirect: 'error' });
    if (!answer.ok) throw new Error(`the rates could not be had: ${answer.status}`);
    const { day, rates } = readRates(await bounded(answer));
    await this.rates.put(day, rates, { name: new URL(url).host });
  }
}

async function bounded({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) throw new Error(`the rates' document has more than ${MOST_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** `<Cube time="2026-11-20"><Cube currency="USD" rate="1.0812"/>…`; throws where there is no such day. */
export function readRates(xml: string): { day: string; rates: Record<string, string> } {
  const cubes = allUnder(parseXml(xml).root).filter(({ name }) => name === 'Cube');
  const day = cubes.find(({ attributes }) => attributes.time)?.attributes.time;
  const rates = cubes.flatMap(({ attributes: { currency, rate } }): [string, string][] =>
    currency && rate ? [[currency.toLowerCase(), rate]] : [],
  );
  if (!day || rates.length === 0) throw new Error('the rates’ document names no day or no rates');
  return { day, rates: Object.fromEntries(rates) };
}

function allUnder(element: XmlElement | null): XmlElement[] {
  if (!element) return [];
  const children = element.children.filter((child): child is XmlElement => child instanceof XmlElement);
  return [element, ...children.flatMap(allUnder)];
}
