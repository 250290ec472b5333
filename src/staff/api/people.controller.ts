import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import { Clock } from '../../common/clock.js';
import { NotFound } from '../../common/errors.js';
import { isId } from '../../common/ids.js';
import { Settings } from '../../config/settings.js';
import { GiftsQuery, MembersQuery, SearchQuery } from '../dto/list-queries.js';
import { listDonations } from '../queries/donations.js';
import { listGifts } from '../queries/gifts.js';
import { findMember } from '../queries/member.js';
import { listMembers } from '../queries/members.js';

@ApiTags('staff')
@ApiBearerAuth()
@Access('viewer')
@Controller('api/staff')
export class StaffPeopleController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  @Get('members')
  @ApiOperation({ summary: 'Members, newest first.' })
  async members(@Query() query: MembersQuery) {
    const { livemode } = this.settings;
    const { rows, next } = await listMembers(this.dataSource, livemode, this.clock.now(), query);
    return { members: rows, next };
  }

  @Get('members/:id')
  @ApiOperation({ summary: 'One member with memberships, gifts, donations and purchases.' })
  async member(@Param('id') id: string) {
    const member = isId(id) ? await findMember(this.dataSource, this.settings.livemode, id) : null;
    if (!member) throw new NotFound();
    return member;
  }

  @Get('gifts')
  @ApiOperation({ summary: 'Gifts, newest first.' })
  async gifts(@Query() query: GiftsQuery) {
    const { livemode } = this.settings;
    const { rows, next } = await listGifts(this.dataSource, livemode, this.clock.now(), query);
    return { gifts: rows, next };
  }

  @Get('donations')
  @ApiOperation({ summary: 'Donations, newest first.' })
  async donations(@Query() query: SearchQuery) {
    const { rows, next } = await listDonations(this.dataSource, this.settings.livemode, query);
    return { donations: rows, next };
  }
}
