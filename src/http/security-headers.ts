import type { FastifyInstance, FastifyReply } from 'fastify';

/**
 * Everything comes from ourselves; Stripe's pages are reached by a redirect, which `form-action` must allow.
 * Pages are never framed; the embed is a script, not a frame.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self' https://checkout.stripe.com https://billing.stripe.com https://invoice.stripe.com",
  "frame-ancestors 'none'",
  "base-uri 'none'",
];

/** `stripeOrigins`: where Stripe's pages stand beside Stripe's own addresses. */
export function registerSecurityHeaders(fastify: FastifyInstance, stripeOrigins: string[]): void {
  const contentSecurityPolicy = policy
    .map((rule) => (rule.startsWith('form-action') ? [rule, ...stripeOrigins].join(' ') : rule))
    .join('; ');
  // With a callback, not async: it stands before every answer, the hot ones too.
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    void reply.header('x-content-type-options', 'nosniff');
    // A page whose address is a secret says `no-referrer` itself.
    if (!reply.hasHeader('referrer-policy'))
      void reply.header('referrer-policy', 'strict-origin-when-cross-origin');
    if (String(reply.getHeader('content-type') ?? '').startsWith('text/html')) protectPage(reply);
    done(null, payload);
  });

  function protectPage(reply: FastifyReply): void {
    if (!reply.hasHeader('content-security-policy'))
      void reply.header('content-security-policy', contentSecurityPolicy);
    void reply.header('cross-origin-opener-policy', 'same-origin');
  }
}
