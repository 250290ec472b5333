import type { OpenAPIObject } from '@nestjs/swagger';

/** It stands on the Fastify instance itself, for its raw body. */
export const webhookPaths: OpenAPIObject['paths'] = {
  '/webhooks/stripe': {
    post: {
      tags: ['stripe'],
      summary: 'For Stripe: an event, signed over its raw body',
      parameters: [{ name: 'stripe-signature', in: 'header', required: true, schema: { type: 'string' } }],
      responses: {
        200: { description: 'Stored' },
        400: { description: 'Bad signature, unparsable body, missing header, stale or future time stamp' },
        413: { description: 'Too large' },
        503: { description: 'Could not be stored now; Stripe tries again' },
      },
    },
  },
};
