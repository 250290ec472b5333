import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Actor, currentActor } from '../accounts/actor.js';
import { Unauthorized } from '../common/errors.js';

/** Who calls; only on routes that are for staff. */
export const CurrentStaff = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const actor = currentActor(context.switchToHttp().getRequest<object>());
  if (!actor) throw new Unauthorized();
  return actor;
});
