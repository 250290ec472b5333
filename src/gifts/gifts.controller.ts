import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../accounts/access.js';
import { currentActor } from '../accounts/actor.js';
import { RateLimits } from '../http/rate-limits.js';
import { CheckoutLimits } from '../payments/checkout-limits.js';
import { GiftCheckoutDto, OpenGiftCheckoutDto } from './gift-checkout.dto.js';
import { GiftCheckout } from './gift-checkout.service.js';
import { GiftDto, RedeemDto, RedemptionDto } from './gifts.dto.js';
import { LARGEST_ORDER, OrderOfFittingSize } from './gift-sizes.js';
import { Gifts } from './gifts.service.js';

@Controller('api')
@Access('public')
export class GiftsController {
  constructor(
    private readonly gifts: Gifts,
    private readonly checkout: GiftCheckout,
    private readonly limits: RateLimits,
    private readonly checkoutLimits: CheckoutLimits,
  ) {}

  @Post('checkout/gift')
  @HttpCode(201)
  @RouteConfig({ bodyLimit: LARGEST_ORDER })
  @UseGuards(OrderOfFittingSize)
  @ApiTags('checkout')
  @ApiCreatedResponse({ type: OpenGiftCheckoutDto })
  async buy(@Body() dto: GiftCheckoutDto, @Req() request: FastifyRequest): Promise<OpenGiftCheckoutDto> {
    await this.checkoutLimits.check(request.ip, dto.giver.email);
    return this.checkout.start(dto);
  }

  @Get('gifts/:token')
  @ApiTags('gifts')
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: GiftDto })
  async view(@Param('token') token: string, @Req() request: FastifyRequest): Promise<GiftDto> {
    await this.limits.check('gift-token', request.ip);
    const { status, months, tier, giverName, message, claimUntil } = await this.gifts.view(token);
    return { status, months, tier, giverName, message, expiresAt: claimUntil.toISOString() };
  }

  @Post('gifts/:token/redeem')
  @HttpCode(200)
  @ApiTags('gifts')
  @ApiOkResponse({ type: RedemptionDto })
  @ApiAcceptedResponse({
    type: RedemptionDto,
    description: 'Another address: an e-mail asks whether it is really them.',
  })
  async redeem(
    @Param('token') token: string,
    @Body() dto: RedeemDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RedemptionDto> {
    await this.limits.check('gift-token', request.ip);
    const redemption = await this.gifts.redeem(token, dto, currentActor(request)?.email ?? null);
    if (!redemption.redeemed) {
      void reply.status(202);
      const { until, instead } = redemption;
      return { confirm: 'by_email', heldUntil: until.toISOString(), instead };
    }
    const { startsAt, endsAt, extended, nextCharge } = redemption;
    const span = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), extended };
    return { membership: { ...span, ...(nextCharge && { nextCharge: nextCharge.to.toISOString() }) } };
  }
}
