import { Body, Controller, Get, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../../accounts/access.js';
import { RateLimits } from '../../http/rate-limits.js';
import { PoolFigures } from './pool-figures.js';
import { PoolRequests } from './pool-requests.service.js';
import { AskedPoolDto, AskPoolDto, PoolDto } from './pool.dto.js';

/** Memberships that readers pay for so that others have one. */
@Controller('api/pool')
@Access('public')
@ApiTags('gifts')
export class PoolController {
  constructor(
    private readonly requests: PoolRequests,
    private readonly figures: PoolFigures,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  @Header('cache-control', 'public, max-age=60')
  @ApiOkResponse({ type: PoolDto })
  pool(): Promise<PoolDto> {
    return this.figures.counts();
  }

  @Post('requests')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: AskedPoolDto, description: 'An e-mail asks the address to confirm.' })
  async ask(@Body() dto: AskPoolDto, @Req() request: FastifyRequest): Promise<AskedPoolDto> {
    await this.limits.check('pool-ask', request.ip);
    await this.requests.ask(dto);
    return { confirm: 'by_email' };
  }
}
