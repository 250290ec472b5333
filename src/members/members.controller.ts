import { Body, Controller, Get, Header, HttpCode, Post, Query, Req } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../accounts/access.js';
import { currentActor } from '../accounts/actor.js';
import { Forbidden, InvalidInput, Unauthorized } from '../common/errors.js';
import { CheckoutLimits } from '../payments/checkout-limits.js';
import { OpenCheckoutDto } from '../payments/checkout.dto.js';
import { MembershipDto, PlansDto } from './members.dto.js';
import { Members } from './members.service.js';
import { MembershipCheckoutDto } from './membership-checkout.dto.js';
import { MembershipCheckout } from './membership-checkout.service.js';
import { Plans } from './plans.service.js';

@Controller('api')
export class MembersController {
  constructor(
    private readonly plans: Plans,
    private readonly members: Members,
    private readonly checkout: MembershipCheckout,
    private readonly limits: CheckoutLimits,
  ) {}

  @Get('plans')
  @Access('public')
  @ApiTags('checkout')
  @Header('access-control-allow-origin', '*')
  @Header('cache-control', 'public, max-age=60')
  @ApiOkResponse({ type: PlansDto })
  async listPlans(): Promise<PlansDto> {
    const [plans, terms] = await Promise.all([this.plans.list(), this.plans.giftTerms()]);
    return {
      plans: plans.map(({ id, tier, name, blurb, interval, price }) => ({
        id,
        tier,
        name,
        blurb,
        interval,
        price,
      })),
      giftTerms: terms.map(({ planId, months, price }) => ({ plan: planId, months, price })),
    };
  }

  @Post('checkout/membership')
  @HttpCode(201)
  @Access('public')
  @ApiTags('checkout')
  @ApiCreatedResponse({ type: OpenCheckoutDto })
  @ApiConflictResponse({ description: '`already_member`: this address has a running membership by plan' })
  async buy(@Body() dto: MembershipCheckoutDto, @Req() request: FastifyRequest): Promise<OpenCheckoutDto> {
    await this.limits.check(request.ip, dto.email);
    return this.checkout.start(dto);
  }

  /** A reader's session asks about itself; a newsroom's token asks about the address in `email`. */
  @Get('membership')
  @Access('public')
  @ApiTags('members')
  @ApiBearerAuth()
  @ApiQuery({ name: 'email', type: String, required: false })
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: MembershipDto })
  async membership(@Req() request: FastifyRequest, @Query('email') email?: unknown): Promise<MembershipDto> {
    return this.members.standing(addressFor(request, email));
  }
}

function addressFor(request: FastifyRequest, asked: unknown): string {
  const actor = currentActor(request);
  if (actor?.by === 'token') {
    if (typeof asked !== 'string' || asked === '')
      throw new InvalidInput({ email: 'Please say whose membership you ask about.' });
    return asked;
  }
  if (!actor?.email) throw new Unauthorized();
  if (asked !== undefined && asked !== actor.email) throw new Forbidden();
  return actor.email;
}
