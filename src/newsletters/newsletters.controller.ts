import { Body, Controller, Get, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../accounts/access.js';
import { SubscribeDto, type SubscribedDto } from './newsletters.dto.js';
import { Newsletters } from './newsletters.service.js';

@Controller('api/newsletters')
@Access('public')
@ApiTags('newsletters')
export class NewslettersController {
  constructor(private readonly newsletters: Newsletters) {}

  @Get()
  @Header('access-control-allow-origin', '*')
  @Header('cache-control', 'public, max-age=60')
  @ApiOperation({ summary: 'The lists that readers can sign up for' })
  async list() {
    const all = await this.newsletters.offered();
    return { newsletters: all.map(({ key, name, description }) => ({ key, name, description })) };
  }

  /** The banner posts it as a form does, which browsers send across origins without asking first. */
  @Post('subscriptions')
  @HttpCode(202)
  @Header('access-control-allow-origin', '*')
  @ApiOperation({ summary: 'Asks the address by e-mail to confirm; the same answer, known address or not' })
  @ApiAcceptedResponse({ description: 'An e-mail asks the address to confirm.' })
  async subscribe(@Body() dto: SubscribeDto, @Req() request: FastifyRequest): Promise<SubscribedDto> {
    await this.newsletters.ask(dto, request.ip);
    return { confirm: 'by_email' };
  }
}
