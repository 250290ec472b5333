import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { CurrentStaff } from '../current-staff.js';
import { ExtendGiftDto, GiftRecipientDto, ReasonDto } from '../dto/gift.dto.js';
import { GiftDesk } from '../gift-desk.service.js';

@ApiTags('staff')
@ApiBearerAuth()
@Access('viewer')
@Controller('api/staff/gifts/:id')
export class StaffGiftsController {
  constructor(private readonly desk: GiftDesk) {}

  @Get()
  @ApiOperation({ summary: 'One gift, and what has become of it.' })
  async gift(@Param('id') id: string) {
    const { gift, state } = await this.desk.find(id);
    const { tokenHash: _hash, linkVersion: links, ...rest } = gift;
    return { ...rest, state, links };
  }

  @Post('resend')
  @HttpCode(200)
  @Access('editor')
  @ApiOperation({
    summary: 'Sends a gift once more to the same address; links from before are dead. For editors.',
  })
  async resend(@Param('id') id: string, @CurrentStaff() actor: Actor) {
    await this.desk.resend(id, actor);
    return this.gift(id);
  }

  @Post('recipient')
  @HttpCode(200)
  @Access('editor')
  @ApiOperation({
    summary:
      'Changes whom a gift is for. One that has left is sent again; links from before are dead. For editors.',
  })
  async recipient(@Param('id') id: string, @Body() details: GiftRecipientDto, @CurrentStaff() actor: Actor) {
    await this.desk.correct(id, details, actor);
    return this.gift(id);
  }

  @Post('extend')
  @HttpCode(200)
  @Access('editor')
  @ApiOperation({
    summary: 'Gives more time to accept a gift, also when that had passed. For editors.',
  })
  async extend(@Param('id') id: string, @Body() { until }: ExtendGiftDto, @CurrentStaff() actor: Actor) {
    await this.desk.extend(id, until, actor);
    return this.gift(id);
  }

  @Post('void')
  @HttpCode(200)
  @Access('administrator')
  @ApiOperation({
    summary:
      'Takes a gift back that nobody has accepted. Its link is dead; money and number stay. For administrators.',
  })
  async void(@Param('id') id: string, @Body() { reason }: ReasonDto, @CurrentStaff() actor: Actor) {
    await this.desk.void(id, reason, actor);
    return this.gift(id);
  }
}
