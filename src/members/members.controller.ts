import { Body, Controller, Get, Header, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../accounts/access.js';
import { currentActor } from '../accounts/actor.js';
import { Forbidden, InvalidInput, Unauthorized } from '../common/errors.js';
import { Settings } from '../config/settings.js';
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
    private readonly settings: Settings,
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

  /**
   * A reader's session asks about itself; a newsroom's token asks about the address in `email`. A banner asks with
   * `self`, where nobody has to be signed in: a refusal would be an error in the newsroom's console.
   */
  @Get('membership')
  @Access('public')
  @ApiTags('members')
  @ApiBearerAuth()
  @ApiQuery({ name: 'email', type: String, required: false })
  @ApiQuery({ name: 'self', enum: ['1'], required: false })
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: MembershipDto })
  async membership(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('email') email?: unknown,
    @Query('self') self?: unknown,
  ): Promise<MembershipDto> {
    this.allowNewsroom(request, reply);
    if (self === '1' && !currentActor(request)?.email) return { member: false };
    return this.members.standing(addressFor(request, email));
  }

  /** Only pages of the newsroom's own may read what a reader's session answers. */
  private allowNewsroom({ headers: { origin } }: FastifyRequest, reply: FastifyReply): void {
    void reply.header('vary', 'Origin');
    if (!origin || !this.settings.NEWSROOM_ORIGINS.includes(origin)) return;
    void reply
      .header('access-control-allow-origin', origin)
      .header('access-control-allow-credentials', 'true');
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
