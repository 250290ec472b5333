import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../accounts/access.js';
import { CheckoutLimits } from '../payments/checkout-limits.js';
import { OpenCheckoutDto } from '../payments/checkout.dto.js';
import { DonationCheckoutDto } from './donation-checkout.dto.js';
import { DonationCheckout } from './donation-checkout.service.js';

@ApiTags('checkout')
@Controller('api/checkout/donation')
export class DonationsController {
  constructor(
    private readonly checkout: DonationCheckout,
    private readonly limits: CheckoutLimits,
  ) {}

  @Post()
  @HttpCode(201)
  @Access('public')
  @ApiCreatedResponse({ type: OpenCheckoutDto })
  async donate(@Body() dto: DonationCheckoutDto, @Req() request: FastifyRequest): Promise<OpenCheckoutDto> {
    await this.limits.check(request.ip, dto.email);
    return this.checkout.start(dto);
  }
}
