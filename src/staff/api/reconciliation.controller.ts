import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { NotFound } from '../../common/errors.js';
import { isId } from '../../common/ids.js';
import { Settings } from '../../config/settings.js';
import { CurrentStaff } from '../current-staff.js';
import { Desk } from '../desk.service.js';
import { PageQuery } from '../dto/list-queries.js';
import { ReconciliationDto } from '../dto/reconciliation.dto.js';
import { findReport, listDifferences, listReports } from '../queries/reconciliation.js';

@ApiTags('staff')
@ApiBearerAuth()
@Access('viewer')
@Controller('api/staff/reconciliations')
export class StaffReconciliationController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly desk: Desk,
  ) {}

  @Get()
  @ApiOperation({ summary: "Comparisons of Stripe's objects with ours, newest first." })
  async list(@Query() query: PageQuery) {
    const { rows, next } = await listReports(this.dataSource, this.settings.livemode, query);
    return { reports: rows, next };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One of them, with what differs.' })
  async show(@Param('id') id: string, @Query() query: PageQuery) {
    const report = isId(id) ? await findReport(this.dataSource, this.settings.livemode, id) : null;
    if (!report) throw new NotFound();
    const { rows, next } = await listDifferences(this.dataSource, id, query);
    return { report, differences: rows, next };
  }

  @Post()
  @HttpCode(202)
  @Access('administrator')
  @ApiOperation({ summary: 'Asks for a comparison; it runs soon after. For administrators.' })
  async run(@Body() asked: ReconciliationDto, @CurrentStaff() actor: Actor) {
    await this.desk.reconcile(asked, actor);
    return { since: asked.since ?? null, fix: asked.fix ?? false };
  }
}
