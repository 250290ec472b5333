import { Controller, Param, Post, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { CurrentStaff } from '../current-staff.js';
import { FlaggedPurchases } from '../flagged-purchases.service.js';
import { SignInRedirect } from '../sign-in-redirect.js';

/** The one press on the first screen. */
@ApiExcludeController()
@Access('administrator')
@UseFilters(SignInRedirect)
@Controller('staff/purchases/:id/undo')
export class FlaggedPurchaseController {
  constructor(private readonly flagged: FlaggedPurchases) {}

  @Post()
  async undo(
    @Param('id') id: string,
    @CurrentStaff() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const done = await this.flagged.undo(id, actor);
    void reply.redirect(`/staff/purchases/${id}${done === 'refunded' ? '?done=1' : ''}`, 303);
  }
}
