import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { InvalidInput } from '../../common/errors.js';
import { GiftNotChangeable } from '../../gifts/gift-errors.js';
import { StaffContexts } from '../context.js';
import { CurrentStaff } from '../current-staff.js';
import { ExtendGiftDto, GiftRecipientDto, ReasonDto } from '../dto/gift.dto.js';
import { readForm, typedIn } from '../forms.js';
import { GiftDesk } from '../gift-desk.service.js';
import { GiftPage, type StaffGift } from '../pages/gift.js';
import { VoidGiftPage } from '../pages/gift-void.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

const acts = ['resend', 'recipient', 'extend', 'void'] as const;
type Act = (typeof acts)[number];

interface Press {
  id: string;
  act: Act;
  body: unknown;
  request: FastifyRequest;
  reply: FastifyReply;
}

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff/gifts/:id')
export class GiftsDeskController {
  constructor(
    private readonly desk: GiftDesk,
    private readonly contexts: StaffContexts,
  ) {}

  @Get()
  async show(
    @Param('id') id: string,
    @Query('done') done: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const given = await this.desk.find(id);
    await this.page(request, reply, { given, done: acts.find((act) => act === done) });
  }

  @Post('resend')
  @Access('editor')
  resend(
    @Param('id') id: string,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const press = { id, act: 'resend' as const, body: {}, request, reply };
    return this.press(press, () => this.desk.resend(id, actor));
  }

  @Post('recipient')
  @Access('editor')
  recipient(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.press({ id, act: 'recipient', body, request, reply }, () => {
      // In a form, an empty field is one that was emptied.
      const { name = null, email = null } = readForm(GiftRecipientDto, body);
      return this.desk.correct(id, { name, email }, actor);
    });
  }

  @Post('extend')
  @Access('editor')
  extend(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.press({ id, act: 'extend', body, request, reply }, () =>
      this.desk.extend(id, readForm(ExtendGiftDto, body).until, actor),
    );
  }

  @Get('void')
  @Access('administrator')
  async ask(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const given = await this.desk.find(id);
    sendPage(reply, <VoidGiftPage context={await this.contexts.of(request)} given={given} />);
  }

  @Post('void')
  @Access('administrator')
  void(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.press({ id, act: 'void', body, request, reply }, () =>
      this.desk.void(id, readForm(ReasonDto, body).reason, actor),
    );
  }

  private async press({ id, act, body, request, reply }: Press, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      void reply.redirect(`/staff/gifts/${id}?done=${act}`, 303);
    } catch (error) {
      const given = await this.desk.find(id);
      const typed = typedIn(body);
      if (error instanceof GiftNotChangeable)
        return this.page(request, reply, { given, typed, missed: error.message }, error.status);
      if (!(error instanceof InvalidInput)) throw error;
      if (act !== 'void') return this.page(request, reply, { given, typed, errors: error.fields }, 400);
      const context = await this.contexts.of(request);
      const page = <VoidGiftPage context={context} given={given} typed={typed} errors={error.fields} />;
      sendPage(reply, page, 400);
    }
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: StaffGift,
    status = 200,
  ): Promise<void> {
    sendPage(reply, <GiftPage context={await this.contexts.of(request)} shown={shown} />, status);
  }
}
