import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../accounts/access.js';
import { NotFound } from '../common/errors.js';
import { RateLimits } from '../http/rate-limits.js';
import { PurchaseDto } from './purchase.dto.js';
import { Purchases } from './purchases.service.js';

@ApiTags('checkout')
@Controller('api/purchases')
export class PurchasesController {
  constructor(
    private readonly purchases: Purchases,
    private readonly limits: RateLimits,
  ) {}

  /** How an attempt to pay stands; its id cannot be guessed and is all that is needed. */
  @Get(':id')
  @Access('public')
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: PurchaseDto })
  async find(@Param('id') id: string, @Req() request: FastifyRequest): Promise<PurchaseDto> {
    await this.limits.check('purchase-status', request.ip);
    const purchase = await this.purchases.find(id);
    if (!purchase) throw new NotFound();
    return PurchaseDto.of(purchase);
  }
}
