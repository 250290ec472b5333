import { watchCampaign, type Campaign } from './campaign.js';
import { element, picture } from './elements.js';
import { cardMarks } from './marks.js';
import { sheet } from './style.js';
import { wordsFor } from './words.js';

/** Where this script came from is where the campaign lives. */
const script = document.currentScript;
const service = script instanceof HTMLScriptElement ? new URL(script.src).origin : location.origin;

/**
 * `<thousandfold-banner campaign="birthday" variant="top|article">`, with `live` to follow the number.
 * It shows its buttons at once and fills in the rest when it hears of the campaign; without an answer the buttons stay.
 */
class ThousandfoldBanner extends HTMLElement {
  private readonly parts = {
    headline: element('p', 'headline'),
    claims: element('ul', 'claims'),
    goal: element('p', 'goal'),
    count: element('strong', 'count'),
    of: element('span', 'of'),
    bar: element('div', 'bar', { role: 'meter', 'aria-valuemin': '0', 'aria-valuemax': '100' }),
    fill: element('div', 'fill'),
    remaining: element('span', ''),
    end: element('span', ''),
  };
  private readonly words = wordsFor(document.documentElement.lang);
  private stop: () => void = () => undefined;

  connectedCallback(): void {
    if (this.isTop && remember(this.key) === 'closed') {
      this.hidden = true;
      return;
    }
    if (!this.shadowRoot) this.build();
    const address = `${service}/api/campaigns/${encodeURIComponent(this.campaign)}`;
    this.stop = watchCampaign(address, this.hasAttribute('live'), (campaign) => this.show(campaign));
  }

  disconnectedCallback(): void {
    this.stop();
  }

  private get campaign(): string {
    return this.getAttribute('campaign') ?? '';
  }

  private get isTop(): boolean {
    return this.getAttribute('variant') !== 'article';
  }

  private get key(): string {
    return `thousandfold-banner:${this.campaign}`;
  }

  private build(): void {
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet()];
    const { headline, claims, goal, count, of, bar, fill, remaining, end } = this.parts;
    headline.textContent = this.words.invitation;
    bar.append(fill);
    const copy = element('div', 'copy');
    copy.append(headline, this.isTop ? goal : claims);
    const meter = element('div', 'meter');
    const line = element('p', 'line');
    const foot = element('p', 'foot');
    line.append(count, ' ', of);
    foot.append(remaining, end);
    meter.append(...(this.isTop ? [] : [goal]), line, bar, foot);
    const frame = element('section', this.isTop ? 'frame top' : 'frame article', {
      'aria-label': this.isTop ? this.words.label : this.words.invitation,
    });
    frame.append(
      copy,
      meter,
      this.buttons(),
      ...(this.isTop ? [this.closing()] : [cardMarks(this.words.cards)]),
    );
    root.append(frame);
  }

  private buttons(): HTMLElement {
    const buttons = element('div', 'buttons');
    buttons.append(
      this.link('/join', this.words.join, 'primary'),
      this.link('/gift', this.words.gift, 'quiet'),
    );
    return buttons;
  }

  private link(path: string, label: string, look: string): HTMLElement {
    const query = new URLSearchParams({
      campaign: this.campaign,
      utm_source: 'banner',
      utm_medium: this.isTop ? 'top' : 'article',
      // The service takes no more than a hundred characters of it.
      page: location.pathname.slice(0, 100),
    });
    return element('a', look, { href: `${service}${path}?${query}` }, label);
  }

  private closing(): HTMLElement {
    const button = element('button', 'close', { type: 'button', 'aria-label': this.words.close });
    button.append(picture('0 0 16 16', [['path', { d: 'M3 3l10 10M13 3L3 13' }]]));
    button.addEventListener('click', () => {
      remember(this.key, 'closed');
      this.stop();
      this.hidden = true;
    });
    return button;
  }

  private show(campaign: Campaign): void {
    const { headline, claims, goal, count, of, bar, fill, remaining, end } = this.parts;
    const line = this.words.progress(campaign);
    headline.textContent = campaign.headline ?? campaign.title;
    claims.replaceChildren(...campaign.claims.map((claim) => this.claim(claim)));
    goal.textContent = this.isTop ? line.goal : line.call;
    count.textContent = line.count;
    of.textContent = line.of;
    remaining.textContent = line.remaining;
    end.textContent = line.end;
    fill.style.width = `${line.fill}%`;
    bar.setAttribute('aria-label', campaign.title);
    bar.setAttribute('aria-valuenow', String(line.fill));
    bar.setAttribute('aria-valuetext', `${line.count} ${line.of}`);
    this.shadowRoot?.querySelector('.frame')?.classList.add('ready');
  }

  private claim({ text, source, asOf }: Campaign['claims'][number]): HTMLElement {
    const item = element('li', '', {}, text);
    item.append(element('small', '', {}, `${source}, ${this.words.date(asOf)}`));
    return item;
  }
}

/** For this tab only; a browser that keeps nothing shows the banner again. */
function remember(key: string, value?: string): string | null {
  try {
    if (value !== undefined) sessionStorage.setItem(key, value);
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

if (!customElements.get('thousandfold-banner'))
  customElements.define('thousandfold-banner', ThousandfoldBanner);
