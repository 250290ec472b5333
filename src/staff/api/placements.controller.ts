import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { Placements } from '../../placements/placements.service.js';
import { CurrentStaff } from '../current-staff.js';
import { PlacementDto } from '../dto/placement.dto.js';

@ApiTags('staff')
@ApiBearerAuth()
@Access('viewer')
@Controller('api/staff/placements')
export class StaffPlacementsController {
  constructor(private readonly placements: Placements) {}

  @Get()
  @ApiOperation({ summary: 'Where banners stand on the newsroom’s pages, and who sees them when.' })
  async list() {
    return { placements: await this.placements.all() };
  }

  @Put(':key')
  @Access('editor')
  @ApiOperation({ summary: 'Makes a placement, or replaces its rules. For editors.' })
  async put(@Param('key') key: string, @Body() rules: PlacementDto, @CurrentStaff() actor: Actor) {
    return { placement: await this.placements.put(key, { ...rules }, actor) };
  }

  @Delete(':key')
  @HttpCode(200)
  @Access('editor')
  @ApiOperation({ summary: 'Forgets its rules: its banners are shown to everybody. For editors.' })
  async remove(@Param('key') key: string, @CurrentStaff() actor: Actor) {
    await this.placements.remove(key, actor);
    return { removed: key };
  }
}
