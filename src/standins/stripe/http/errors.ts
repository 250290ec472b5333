import type Stripe from 'stripe';

type ErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

/** The inside of Stripe's `{error: …}`. */
export interface ErrorBody {
  type: ErrorType;
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  doc_url?: string;
  charge?: string;
  payment_intent?: Stripe.PaymentIntent;
  request_log_url?: string;
}

/** A refusal that goes over the wire in Stripe's form. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody,
    /** Refused before anything was tried; Stripe does not keep such an answer under an idempotency key. */
    readonly early = false,
  ) {
    super(body.message);
  }

  toJSON(): { error: ErrorBody } {
    const { code } = this.body;
    const docUrl = code && `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`;
    return { error: docUrl ? { ...this.body, doc_url: docUrl } : this.body };
  }
}

export function invalid(message: string, param?: string, code?: string): ApiError {
  return new ApiError(400, {
    type: 'invalid_request_error',
    message,
    ...(param && { param }),
    ...(code && { code }),
  });
}

/** As `invalid`, for what is wrong with the parameters as such. */
export function badParameter(message: string, param: string, code?: string): ApiError {
  return new ApiError(400, invalid(message, param, code).body, true);
}

/** 404 where the path names the object, 400 where a parameter does. */
export function noSuch(kind: string, id: string, param = 'id', status = 404): ApiError {
  return new ApiError(status, {
    type: 'invalid_request_error',
    message: `No such ${kind}: '${id}'`,
    param,
    code: 'resource_missing',
  });
}

/** 402: the bank said no. */
export function cardError(failure: {
  code: string;
  message: string;
  decline_code?: string;
  param?: string;
}): ApiError {
  return new ApiError(402, { type: 'card_error', ...failure });
}
