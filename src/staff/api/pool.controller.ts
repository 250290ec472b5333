import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { CurrentStaff } from '../current-staff.js';
import { PageQuery } from '../dto/list-queries.js';
import { ReasonDto } from '../dto/gift.dto.js';
import { PoolDesk } from '../pool-desk.service.js';

@ApiTags('staff')
@ApiBearerAuth()
@Access('viewer')
@Controller('api/staff/pool')
export class StaffPoolController {
  constructor(private readonly desk: PoolDesk) {}

  @Get()
  @ApiOperation({
    summary: 'Memberships for readers who cannot afford one: how many there are, and who asked.',
  })
  async pool(@Query() query: PageQuery) {
    const { counts, page } = await this.desk.show(query);
    return { ...counts, requests: page.rows, next: page.next };
  }

  @Post('requests/:id/remove')
  @HttpCode(200)
  @Access('editor')
  @ApiOperation({ summary: 'Takes somebody out of the line; their request is forgotten. For editors.' })
  async remove(@Param('id') id: string, @Body() { reason }: ReasonDto, @CurrentStaff() actor: Actor) {
    await this.desk.remove(id, reason, actor);
    return { removed: id };
  }
}
