import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { ExperimentResultsOf } from '../../experiments/experiment-results.service.js';
import { Experiments } from '../../experiments/experiments.service.js';
import { CurrentStaff } from '../current-staff.js';
import { DecisionDto, ExperimentDto } from '../dto/experiment.dto.js';

@ApiTags('staff')
@ApiBearerAuth()
@Access('viewer')
@Controller('api/staff/experiments')
export class StaffExperimentsController {
  constructor(
    private readonly experiments: Experiments,
    private readonly results: ExperimentResultsOf,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All experiments, the latest first.' })
  async list() {
    return { experiments: await this.experiments.all() };
  }

  @Get(':key')
  @ApiOperation({ summary: 'One experiment with what it brought, variant by variant, with intervals.' })
  async show(@Param('key') key: string) {
    const experiment = await this.experiments.find(key);
    return { experiment, results: await this.results.of(experiment) };
  }

  @Put(':key')
  @Access('editor')
  @ApiOperation({ summary: 'Makes a draft, or replaces it. For editors.' })
  async put(@Param('key') key: string, @Body() draft: ExperimentDto, @CurrentStaff() actor: Actor) {
    return { experiment: await this.experiments.put(key, draft, actor) };
  }

  @Delete(':key')
  @HttpCode(200)
  @Access('editor')
  @ApiOperation({ summary: 'Forgets a draft. For editors.' })
  async remove(@Param('key') key: string, @CurrentStaff() actor: Actor) {
    await this.experiments.remove(key, actor);
    return { removed: key };
  }

  @Post(':key/start')
  @HttpCode(200)
  @Access('editor')
  @ApiOperation({ summary: 'Deals its variants to readers from now on. For editors.' })
  async start(@Param('key') key: string, @CurrentStaff() actor: Actor) {
    return { experiment: await this.experiments.start(key, actor) };
  }

  @Post(':key/stop')
  @HttpCode(200)
  @Access('editor')
  @ApiOperation({ summary: 'Everybody sees the usual words again. For editors.' })
  async stop(@Param('key') key: string, @CurrentStaff() actor: Actor) {
    return { experiment: await this.experiments.stop(key, actor) };
  }

  @Post(':key/decide')
  @HttpCode(200)
  @Access('editor')
  @ApiOperation({ summary: 'Everybody sees that variant from now on. For editors.' })
  async decide(@Param('key') key: string, @Body() { variant }: DecisionDto, @CurrentStaff() actor: Actor) {
    return { experiment: await this.experiments.decide(key, variant, actor) };
  }
}
