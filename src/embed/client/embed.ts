import type { Campaign, Copy, Data } from './data.js';
import { element } from './elements.js';
import { cardMarks } from './marks.js';
import { attempt, forget, keep, recall } from './memory.js';
import { dayIn, progressOf } from './progress.js';
import { DAY, said } from './page.js';
import { sheet } from './style.js';
import type * as Extras from './embed-more.js';
import { watch } from './watch.js';

/** Where this script came from is where the campaign lives. */
const script = document.currentScript;
const service = script instanceof HTMLScriptElement ? new URL(script.src).origin : location.origin;

/** The other script's address on the service, put in by the build: one that fits this one, whatever is newer. */
declare const MORE: string;
type More = typeof Extras;

/** Read out no more often than this, milliseconds. */
const ANNOUNCE_MS = 2e4;

/**
 * `<thousandfold-banner campaign="birthday" variant="top|inline|bottom|meter|signup">`, with `live` to follow the number.
 * Until the service answers, and where it does not, what stands between the tags is what readers see.
 */
class ThousandfoldBanner extends HTMLElement {
  static readonly observedAttributes = ['data-consent'];

  private readonly parts = {
    headline: element('p', 'headline'),
    claims: element('ul', 'claims'),
    goal: element('p', 'goal'),
    count: element('strong', 'count'),
    of: element('span', 'of'),
    bar: element('div', 'bar', { role: 'meter' }),
    fill: element('div', 'fill'),
    remaining: element('span', ''),
    end: element('span', ''),
    status: element('p', 'unseen', { role: 'status' }),
  };
  private readonly frame = element('section', '');
  private data?: Data;
  private begun?: Promise<void>;
  private copy: Copy = {};
  private announced = 0;
  private stop: () => void = () => undefined;

  connectedCallback(): void {
    if (!this.shadowRoot) this.build();
    if (!this.consents) forget();
    if (recall(this.key) > Date.now()) return this.leave();
    const address = `${service}/api/campaigns/${encodeURIComponent(this.campaign)}`;
    if (this.campaign)
      this.stop = watch(
        () => this.load(address),
        `${address}/stream`,
        this.hasAttribute('live') && this.variant !== 'signup',
        // What is no progress is left alone.
        (data) => attempt(() => this.show(JSON.parse(data))),
      );
  }

  disconnectedCallback(): void {
    this.stop();
  }

  attributeChangedCallback(): void {
    // Before consent nothing is kept, and what was kept is forgotten when it is taken back.
    if (!this.consents) forget();
  }

  private get campaign(): string {
    return this.getAttribute('campaign') ?? '';
  }

  private get variant(): string {
    const asked = this.getAttribute('variant') ?? '';
    if (asked === 'article') return 'inline';
    return ['inline', 'bottom', 'meter', 'signup'].includes(asked) ? asked : 'top';
  }

  /** The name of its placement. */
  private get key(): string {
    return this.getAttribute('placement') ?? this.variant;
  }

  private get consents(): boolean {
    return !this.closest('[data-consent]') || said(this, 'data-consent') === 'granted';
  }

  private build(): void {
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet()];
    const slot = element('slot', '');
    const link = { href: `${service}/join?${this.trail()}` };
    slot.append(element('a', 'quiet', link, 'Support our reporting'));
    this.frame.className = `frame ${this.variant}`;
    this.frame.dir = getComputedStyle(this).direction;
    root.append(this.frame);
    // The bottom bar lies over the page: what stands between the tags keeps its place in it.
    (this.variant === 'bottom' ? root : this.frame).append(slot);
    this.frame.hidden = this.variant === 'bottom';
  }

  /** Everything at first, then the number alone. Without an answer all stays as it is. */
  private async load(address: string): Promise<boolean> {
    try {
      const first = !this.data;
      const path = first ? `/banner?placement=${encodeURIComponent(this.key)}` : '';
      const answer = await fetch(address + path, { credentials: 'omit' });
      if (!answer.ok) return false;
      const body = await answer.json();
      if (!first) this.show(body);
      // Once, also where the page has moved the element meanwhile and it was asked for again.
      else await (this.begun ??= this.begin(body));
      return true;
    } catch {
      this.begun = undefined;
      return false;
    }
  }

  private async begin(data: Data): Promise<void> {
    const { copy } = data;
    const isSignup = this.variant === 'signup';
    const more = (data.rules || data.experiment || isSignup) && ((await import(service + MORE)) as More);
    const stand = { at: this, key: this.key, consent: this.consents, service };
    if (more && !(await more.prepare(data, stand))) return this.leave();
    this.data = data;
    this.copy = copy[said(this, 'lang').slice(0, 2)] ?? copy.en ?? {};
    if (more && isSignup) return more.fillSignup(this.frame, service, data, this.copy);
    this.fill();
    this.show(data.campaign);
  }

  private fill(): void {
    const { headline, claims, goal, count, of, bar, fill, remaining, end, status } = this.parts;
    const { copy, variant, frame } = this;
    const word = (key: string): string => copy[key] ?? '';
    const isInline = variant === 'inline';
    const head = element('div', 'copy');
    const meter = element('div', 'meter');
    const line = element('p', 'line');
    const foot = element('p', 'foot');
    bar.append(fill);
    line.append(count, ' ', of);
    foot.append(remaining, ' ', end);
    head.append(headline, isInline ? claims : goal);
    meter.append(...(isInline ? [goal] : []), line, bar, foot, status);
    const buttons = element('div', 'buttons');
    buttons.append(
      this.link('join', 'primary'),
      this.link('gift', 'quiet'),
      ...(this.data?.amounts?.(this.trail(), copy) ?? []),
    );
    const kinds: Record<string, HTMLElement[]> = {
      meter: [meter],
      inline: [head, meter, buttons, cardMarks(word('cards'))],
    };
    frame.replaceChildren(...(kinds[variant] ?? [head, meter, buttons, ...this.answers()]));
    frame.lang = word('locale');
    frame.hidden = false;
  }

  private link(name: string, look: string): HTMLElement {
    return element('a', look, { href: `${this.data?.links[name]}?${this.trail()}` }, this.copy[name]);
  }

  private trail(): URLSearchParams {
    return new URLSearchParams({
      campaign: this.campaign,
      placement: this.key,
      utm_source: 'banner',
      page: location.pathname,
      lang: said(this, 'lang'),
      utm_medium: this.variant,
      ...this.data?.marks,
    });
  }

  /** "No, thanks" is as easy as yes, and is heeded for the days that the placement's rules say. */
  private answers(): HTMLElement[] {
    const { notNow = 7, member: asMember = 90 } = this.data?.quiet ?? {};
    const close = element('button', 'close', { type: 'button', 'aria-label': this.copy.close ?? '' }, '×');
    const member = element('button', 'plain', { type: 'button' }, this.copy.member);
    const quiet = (days: number): void => {
      if (this.consents) keep(this.key, Date.now() + days * DAY);
      this.stop();
      this.hidden = this.variant !== 'bottom';
      this.frame.hidden = true;
    };
    close.onclick = () => quiet(notNow);
    member.onclick = () => quiet(asMember);
    return [member, close];
  }

  private show(told: Campaign): void {
    const { headline, claims, goal, count, of, bar, fill, remaining, end, status } = this.parts;
    const { copy, variant } = this;
    // Title, headline and claims in the page's language, where it has them.
    const campaign = { ...told, ...copy, goal: told.goal } as Campaign;
    const line = progressOf(campaign, copy);
    headline.textContent = campaign.headline;
    claims.replaceChildren(...campaign.claims.map((claim) => this.claim(claim)));
    goal.textContent = variant === 'inline' ? line.call : line.goal;
    count.textContent = line.count;
    of.textContent = line.of;
    remaining.textContent = line.remaining;
    end.textContent = line.end;
    // Landmarks of one page want names of their own.
    const names: Record<string, string | undefined> = {
      top: copy.label,
      inline: line.call,
      meter: campaign.title,
    };
    this.frame.setAttribute('aria-label', names[variant] ?? campaign.headline);
    fill.style.width = `${line.fill}%`;
    bar.setAttribute('aria-label', campaign.title);
    bar.setAttribute('aria-valuenow', `${line.fill}`);
    const now = `${line.count} ${line.of}`;
    const last = bar.getAttribute('aria-valuetext');
    bar.setAttribute('aria-valuetext', now);
    // One banner of a page speaks for all.
    if (!last || last === now || document.querySelector('thousandfold-banner[live]') !== this) return;
    if (Date.now() - this.announced < ANNOUNCE_MS) return;
    this.announced = Date.now();
    status.textContent = now;
  }

  private claim({ text, source, asOf }: Campaign['claims'][number]): HTMLElement {
    const item = element('li', '', {}, text);
    const day = dayIn(asOf, this.copy.locale, { year: 'numeric', timeZone: 'UTC' });
    item.append(element('small', '', {}, `${source}, ${day}`));
    return item;
  }

  /** Gives its room back at once where nobody sees that, and otherwise when it is out of sight: the page never jumps. */
  private leave(): void {
    this.stop();
    this.frame.classList.add('gone');
    const painted = performance.getEntriesByType('paint').length;
    const watcher = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) return;
      watcher.disconnect();
      this.hidden = true;
    });
    if (painted) watcher.observe(this);
    else this.hidden = true;
  }
}

if (!customElements.get('thousandfold-banner'))
  customElements.define('thousandfold-banner', ThousandfoldBanner);
