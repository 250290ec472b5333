import type { OpenAPIObject } from '@nestjs/swagger';

const text = { type: 'string' };

/** The route that stands on the Fastify instance itself, which the generator cannot see. */
export const placementPaths: OpenAPIObject['paths'] = {
  '/api/campaigns/{slug}/banner': {
    get: {
      tags: ['campaigns'],
      summary: 'All that a banner asks for: the number, its words, the rules of its placement; fit for a CDN',
      parameters: [
        { name: 'slug', in: 'path', required: true, schema: text, example: 'birthday' },
        { name: 'placement', in: 'query', required: false, schema: text, example: 'top' },
      ],
      responses: {
        200: {
          description: '`rules` and `quiet` only where the placement has some',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  campaign: { type: 'object', description: 'As at /api/campaigns/{slug}' },
                  copy: { type: 'object', description: 'The banner’s words by language' },
                  rules: { type: 'object' },
                  quiet: { type: 'object' },
                  experiment: { type: 'object', description: 'Whose variants browsers are dealt' },
                  links: { type: 'object', additionalProperties: text },
                  lists: { type: 'array', items: { type: 'object' } },
                },
              },
            },
          },
        },
        304: { description: 'As you have it' },
        404: { description: 'No such campaign' },
      },
    },
  },
};
