import type { OpenAPIObject } from '@nestjs/swagger';

type Paths = OpenAPIObject['paths'];

const slug = {
  name: 'slug',
  in: 'path' as const,
  required: true,
  schema: { type: 'string' },
  example: 'birthday',
};
const integer = { type: 'integer' };
const text = { type: 'string' };
const instant = { type: 'string', format: 'date-time' };
const money = { type: 'object', properties: { amount: integer, currency: text } };
const counts = ['count', 'percent', 'remaining', 'memberships', 'gifts', 'returning', 'adjustments'];

const progress = {
  type: 'object',
  properties: {
    slug: text,
    title: text,
    headline: text,
    status: { type: 'string', enum: ['draft', 'announced', 'running', 'met', 'ended'] },
    goal: {
      type: 'object',
      properties: { kind: { type: 'string', enum: ['members', 'money'] }, target: integer, currency: text },
    },
    nextGoal: { type: 'object', properties: { target: integer } },
    progress: {
      type: 'object',
      properties: {
        ...Object.fromEntries(counts.map((name) => [name, integer])),
        amount: money,
        converted: money,
      },
    },
    matching: {
      type: 'object',
      description: 'What a donor adds to what others give: beside the number until it is confirmed',
      properties: { donor: text, limit: money, matched: money, confirmed: { type: 'boolean' } },
    },
    frozen: {
      type: 'object',
      description: 'Once it is frozen: when, and what came after that, which the number does not show',
      properties: {
        at: { type: 'string', format: 'date-time' },
        since: { type: 'object', properties: { count: integer, amount: money } },
      },
    },
    supporters: integer,
    claims: {
      type: 'array',
      items: {
        type: 'object',
        properties: { text, numerator: integer, denominator: integer, source: text, asOf: text },
      },
    },
    startsAt: instant,
    endsAt: instant,
    timeZone: text,
    updatedAt: instant,
  },
};

const ledger = {
  type: 'object',
  properties: {
    entries: {
      type: 'array',
      items: { type: 'object', properties: { at: instant, kind: text, delta: integer, total: integer } },
    },
    next: { type: 'string', nullable: true },
  },
};

function answer(description: string, schema: object, type = 'application/json') {
  return { 200: { description, content: { [type]: { schema } } }, 404: { description: 'No such campaign' } };
}

/** The routes that stand on the Fastify instance itself, which the generator cannot see. */
export const campaignPaths: Paths = {
  '/api/campaigns': {
    get: {
      tags: ['campaigns'],
      summary: 'Those that run or are announced',
      responses: {
        200: {
          description: 'Campaigns',
          content: {
            'application/json': {
              schema: { type: 'object', properties: { campaigns: { type: 'array', items: progress } } },
            },
          },
        },
      },
    },
  },
  '/api/campaigns/{slug}': {
    get: {
      tags: ['campaigns'],
      summary: 'A campaign and its number; with an ETag, fit for a CDN',
      parameters: [slug],
      responses: { ...answer('The campaign', progress), 304: { description: 'As you have it' } },
    },
  },
  '/api/campaigns/{slug}/stream': {
    get: {
      tags: ['campaigns'],
      summary: 'Server-sent events: `progress` with the same body, at once and at each change',
      parameters: [slug],
      responses: answer('Events', text, 'text/event-stream'),
    },
  },
  '/api/campaigns/{slug}/ledger': {
    get: {
      tags: ['campaigns'],
      summary: 'Why this number: each change, oldest first, with the running total',
      parameters: [slug, { name: 'cursor', in: 'query', required: false, schema: text }],
      responses: answer('A page of the ledger; `next` is the cursor of the page after it', ledger),
    },
  },
};
