import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { NewsletterLists } from '../../newsletters/newsletter-lists.service.js';
import { Subscribers } from '../../newsletters/subscribers.service.js';
import { CurrentStaff } from '../current-staff.js';
import { ExportQuery, ForgetDto, NewsletterDto, RemovalQuery } from '../dto/newsletter.dto.js';
import { sendCsv } from '../send-csv.js';

@ApiTags('staff')
@ApiBearerAuth()
@Access('viewer')
@Controller('api/staff')
export class StaffNewslettersController {
  constructor(
    private readonly lists: NewsletterLists,
    private readonly subscribers: Subscribers,
  ) {}

  @Get('newsletters')
  @ApiOperation({ summary: 'The newsletters in their order, with how many addresses get each' })
  async list() {
    return { newsletters: await this.lists.all() };
  }

  @Put('newsletters/:key')
  @Access('editor')
  @ApiOperation({ summary: 'Makes a newsletter, or changes it. For editors.' })
  async put(@Param('key') key: string, @Body() rules: NewsletterDto, @CurrentStaff() actor: Actor) {
    return { newsletter: await this.lists.put(key, { ...rules }, actor) };
  }

  @Delete('newsletters/:key')
  @HttpCode(200)
  @Access('editor')
  @ApiOperation({
    summary:
      'Removes a newsletter with its addresses, as many as `addresses` says; hidden before. For editors.',
  })
  async remove(
    @Param('key') key: string,
    @Query() { addresses }: RemovalQuery,
    @CurrentStaff() actor: Actor,
  ) {
    await this.lists.remove(key, addresses, actor);
    return { removed: key };
  }

  @Post('newsletters/forget')
  @HttpCode(200)
  @Access('editor')
  @ApiOperation({ summary: 'Forgets an address and all newsletters that it was on. For editors.' })
  async forget(@Body() { email }: ForgetDto, @CurrentStaff() actor: Actor) {
    return { lists: await this.subscribers.forget(email, actor) };
  }

  @Get('exports/newsletters.csv')
  @Access('editor')
  @ApiProduces('text/csv')
  @ApiOperation({
    summary:
      'Who confirmed, each with a link of their own that ends it, for the letter and its header. For editors.',
  })
  async export(
    @Query() { list }: ExportQuery,
    @CurrentStaff() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const pages = await this.subscribers.export(list, actor);
    sendCsv(reply, `newsletter-${list}.csv`, ['email', 'confirmed_at', 'unsubscribe'], rowsOf(pages));
  }
}

type Pages = Awaited<ReturnType<Subscribers['export']>>;

async function* rowsOf(pages: Pages): AsyncGenerator<string[][]> {
  for await (const page of pages)
    yield page.map(({ email, confirmedAt, unsubscribe }) => [email, confirmedAt.toISOString(), unsubscribe]);
}
