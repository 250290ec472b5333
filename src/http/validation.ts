import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldErrors, InvalidInput } from '../common/errors.js';

/** DTOs by class-validator: an unknown field is refused, and every fault stands at its field (`recipients.0.email`). */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => new InvalidInput(fieldErrors(errors)),
  });
}

/** Flattens class-validator's tree to `path → message`. */
export function fieldErrors(errors: ValidationError[], path = ''): FieldErrors {
  const fields: FieldErrors = {};
  for (const error of errors) {
    const here = path ? `${path}.${error.property}` : error.property;
    const [name, message] = Object.entries(error.constraints ?? {})[0] ?? [];
    if (name)
      fields[here] = name === 'whitelistValidation' ? 'This field is not known here.' : (message ?? '');
    Object.assign(fields, fieldErrors(error.children ?? [], here));
  }
  return fields;
}
