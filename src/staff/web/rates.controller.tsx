import { Body, Controller, Get, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { ExchangeRates } from '../../campaigns/rates/exchange-rates.service.js';
import { Clock } from '../../common/clock.js';
import { InvalidInput } from '../../common/errors.js';
import { Settings } from '../../config/settings.js';
import { StaffContexts } from '../context.js';
import { CurrentStaff } from '../current-staff.js';
import { RateFormDto } from '../dto/rates.dto.js';
import { readForm, typedIn } from '../forms.js';
import { RatesPage, type RatesShown } from '../pages/rates.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff/rates')
export class RatesController {
  constructor(
    private readonly contexts: StaffContexts,
    private readonly rates: ExchangeRates,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  @Get()
  async list(
    @Query('done') done: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = { day: this.clock.now().toISOString().slice(0, 10) };
    await this.page(request, reply, { typed, done: done === '1' });
  }

  @Post()
  @Access('editor')
  async put(
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedIn(body);
    try {
      const { day, currency, rate } = readForm(RateFormDto, typed);
      await this.rates.put(day, { [currency]: rate }, actor);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      return this.page(request, reply, { typed, errors: atFields(error.fields) }, error.status);
    }
    void reply.redirect('/staff/rates?done=1', 303);
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: Pick<RatesShown, 'typed' | 'errors' | 'done'>,
    status = 200,
  ): Promise<void> {
    const [rates, waiting] = await Promise.all([this.rates.latest(), this.rates.waiting()]);
    const { EXCHANGE_RATES_URL: url } = this.settings;
    const all = { rates, waiting, publisher: url ? new URL(url).host : null, ...shown };
    sendPage(reply, <RatesPage context={await this.contexts.of(request)} shown={all} />, status);
  }
}

/** `rates.usd` is about the currency or the rate: the message says which. */
function atFields(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, message]) => [
      name.startsWith('rates.') ? (message.includes('three letters') ? 'currency' : 'rate') : name,
      message,
    ]),
  );
}
