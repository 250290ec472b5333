import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A newsroom's site: another origin, with a policy as strict as they come and styles that want to leak in. */
export interface Host {
  /** A page with one banner; the query's parameters become attributes of the banner, `on.…` of the page's body. */
  page(attributes: Record<string, string>, path?: string): string;
  close(): void;
}

const room: Record<string, [width: number, em: number][]> = {
  top: [
    [0, 23.5],
    [480, 19.5],
    [768, 13.5],
    [1100, 10.5],
  ],
  inline: [
    [0, 40],
    [512, 29],
  ],
  meter: [[0, 7.5]],
  signup: [
    [0, 35],
    [480, 31],
  ],
};

/** The lines that the docs give to a page that loads the script with `async`. */
const reserved = Object.entries(room)
  .flatMap(([variant, steps]) =>
    steps.map(
      ([width, em]) =>
        `@media (min-width:${width}px){thousandfold-banner[variant=${variant}]:not(:defined){display:block;box-sizing:border-box;min-height:${em * 16}px}}`,
    ),
  )
  .join('\n');

const css = `body{margin:0} * { color: red; font-size: 9px } p { display: none } .after { display: block } h1 { font-size: 20px }
  thousandfold-banner a { display: inline; color: #000; font-size: 16px }
  ${reserved}`;

export async function startHost(service: () => string): Promise<Host> {
  const server: Server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
    if (pathname === '/site.css') {
      response.setHeader('content-type', 'text/css');
      response.end(css);
      return;
    }
    const origin = service();
    const policy = `default-src 'none'; style-src 'self'; script-src ${origin}; connect-src ${origin}; require-trusted-types-for 'script'`;
    response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(html(origin, searchParams));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    page: (attributes, path = '/story') =>
      `http://127.0.0.1:${port}${path}?${new URLSearchParams({ campaign: 'birthday', variant: 'top', ...attributes })}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function html(origin: string, query: URLSearchParams): string {
  const on: Record<string, string> = { lang: 'en' };
  const own: Record<string, string> = {};
  for (const [name, value] of query) {
    if (name.startsWith('on.')) on[name.slice(3)] = value;
    else if (name !== 'script') own[name] = value;
  }
  const src = query.get('script') ?? '/embed.js';
  return `<!doctype html><html ${attributes(on)}><head><title>News</title>
    <meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/site.css">
    <script src="${origin}${src}" async></script></head><body><main><h1>News</h1>
    <thousandfold-banner ${attributes(own)}><a href="${origin}/join?campaign=birthday">Support us</a></thousandfold-banner>
    <p class="after">After the banner</p></main></body></html>`;
}

function attributes(of: Record<string, string>): string {
  return Object.entries(of)
    .map(([name, value]) => `${name}="${value.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`)
    .join(' ');
}
