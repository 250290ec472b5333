import type { OpenAPIObject } from '@nestjs/swagger';

/** It stands on the Fastify instance itself, for its raw body. */
export const mailWebhookPaths: OpenAPIObject['paths'] = {
  '/webhooks/mail': {
    post: {
      tags: ['mail'],
      summary: 'For a mail server: what became of an e-mail that it had taken',
      description:
        'A delivery status notification (RFC 3464) as it is, or a small JSON form. Authorized by MAIL_WEBHOOK_TOKEN, as a bearer token or as the password of basic authentication; without that setting there is no such address.',
      requestBody: {
        required: true,
        content: {
          'message/rfc822': { schema: { type: 'string', format: 'binary' } },
          'application/json': {
            schema: {
              type: 'object',
              required: ['messageId', 'action'],
              properties: {
                messageId: { type: 'string', example: '<01a20746-3cd7-7185-9d23-e9dae0038ac0@example.org>' },
                action: { type: 'string', enum: ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] },
                status: { type: 'string', example: '5.1.1' },
                reason: { type: 'string', example: 'no such mailbox' },
              },
            },
          },
        },
      },
      responses: {
        200: { description: 'Noted; `matched` says how many of our e-mails it was about' },
        400: { description: 'It is neither' },
        401: { description: 'Another token, or none' },
        404: { description: 'MAIL_WEBHOOK_TOKEN is not set' },
      },
    },
  },
};
