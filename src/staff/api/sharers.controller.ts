import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { CurrentStaff } from '../current-staff.js';
import { ReasonDto } from '../dto/gift.dto.js';
import { SharerDesk } from '../sharer-desk.service.js';

@ApiTags('staff')
@ApiBearerAuth()
@Access('viewer')
@Controller('api/staff/sharers')
export class StaffSharersController {
  constructor(private readonly desk: SharerDesk) {}

  @Get()
  @ApiOperation({ summary: 'Readers whose links brought somebody, most first.' })
  async list() {
    return { sharers: await this.desk.list() };
  }

  @Post(':code/take-off')
  @HttpCode(200)
  @Access('editor')
  @ApiOperation({ summary: 'Takes a name off the public list. For editors.' })
  async takeOff(@Param('code') code: string, @Body() { reason }: ReasonDto, @CurrentStaff() actor: Actor) {
    await this.desk.takeOff(code, reason, actor);
    return { takenOff: code };
  }
}
