import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import type { FieldErrors } from '../../common/errors.js';
import { RateLimits } from '../../http/rate-limits.js';
import { CheckoutForms } from '../checkout-forms.service.js';
import { formValues, typed } from '../form-values.js';
import { GiftLists } from '../gift-many/gift-lists.service.js';
import { type ListForm, listForm } from '../gift-many/list-form.js';
import { listSum } from '../gift-many/list-sum.js';
import { GiftOffers, type Offered } from '../gift-offers.service.js';
import { GiftManyPage, type Shown } from '../pages/gift-many/page.js';
import { sendPage } from '../send-page.js';
import type { Trail } from '../trail.js';
import { Trails } from '../trails.service.js';
import { Views } from '../views.service.js';

/** 500 rows with all that they may hold, however a browser writes the letters down. */
const LARGEST_FORM = 6 * 1024 * 1024;
const upload = { fields: 2_500, fieldBytes: 1024 * 1024, fileBytes: 1024 * 1024 };

/** `/gift/many`: a list of people, typed, pasted or uploaded. All of it travels in the form: nothing is kept here. */
@ApiExcludeController()
@Controller('gift/many')
@Access('public')
export class GiftManyController {
  constructor(
    private readonly views: Views,
    private readonly trails: Trails,
    private readonly forms: CheckoutForms,
    private readonly offers: GiftOffers,
    private readonly lists: GiftLists,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  async form(
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const trail = await this.trails.ofVisit(query, request);
    const list = { values: { term: formValues(query).term }, people: [], added: 0, errors: {} };
    sendPage(reply, this.page(list, trail, await this.offers.of(trail.campaign), { errors: {} }));
  }

  @Post()
  @RouteConfig({ bodyLimit: LARGEST_FORM, upload })
  async submit(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('gift-list', request.ip);
    const { text } = this.views.view();
    const list = listForm(body, text);
    const trail = await this.trails.of(list.values);
    const offered = await this.offers.of(trail.campaign);
    const errors = await this.lists.faults(list, trail, offered.zone, text);
    const { action = 'pay', seen, said } = list.values;
    if (action !== 'pay' || list.added > 0) {
      const shown = duringTheWork(action, errors);
      return sendPage(reply, this.page(list, trail, offered, shown), statusOf(shown.errors));
    }
    const page = (shown: Shown) => this.page(list, trail, offered, shown);
    if (Object.keys(errors).length > 0) return sendPage(reply, page({ errors, summary: true }), 422);
    // Nobody pays a sum that they have not seen, or for themselves without having been told.
    if (this.saying(list) !== (said ?? '')) return sendPage(reply, page({ errors, focus: 'list' }));
    if (listSum(list, offered.terms)?.key !== seen) return sendPage(reply, page({ errors, focus: 'sum' }));
    await this.forms.submit({
      request,
      reply,
      action: '/gift/many',
      trail,
      values: formValues(body),
      email: typed(list.values, 'giverEmail'),
      start: () => this.lists.start(list, trail),
      again: (faults) => page({ errors: faults, summary: true }),
    });
  }

  private page(list: ListForm, trail: Trail, offered: Offered, shown: Shown) {
    const view = this.views.view();
    const notes = this.lists.ownAddresses(list, view.text);
    const repeats = this.lists.hasRepeats(list);
    const saying = this.saying(list);
    return createElement(GiftManyPage, { view, trail, list, notes, repeats, saying, ...offered, ...shown });
  }

  /** Which rows something is said of; travels along, so that it is said once. */
  private saying(list: ListForm): string {
    return Object.keys(this.lists.ownAddresses(list, this.views.view().text)).join(' ');
  }
}

const about = /^(rows\.|paste$|file$|day$|message$)/;

/** Whoever is still filling it in is not told yet what else is missing. */
function duringTheWork(action: string, errors: FieldErrors): Shown {
  const known = Object.entries(errors).filter(([name, error]) => about.test(name) && error !== '');
  return {
    errors: Object.fromEntries(known),
    // One row was asked for: the others are not what the eye should go to.
    summary: !/^(add$|remove:|preview:)/.test(action),
    focus: action.startsWith('preview:') ? undefined : 'list',
  };
}

function statusOf(errors: FieldErrors): number {
  return Object.keys(errors).length > 0 ? 422 : 200;
}
