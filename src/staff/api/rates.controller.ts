import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { ExchangeRates } from '../../campaigns/rates/exchange-rates.service.js';
import { CurrentStaff } from '../current-staff.js';
import { RatesDto } from '../dto/rates.dto.js';

@ApiTags('staff')
@ApiBearerAuth()
@Access('viewer')
@Controller('api/staff/rates')
export class StaffRatesController {
  constructor(private readonly rates: ExchangeRates) {}

  @Get()
  @ApiOperation({ summary: 'What a euro costs: the newest rate of each currency.' })
  async list() {
    return { rates: await this.rates.latest() };
  }

  @Put(':day')
  @Access('editor')
  @ApiOperation({
    summary:
      'Stores rates of a day, and counts what waited for them. What was converted keeps its rate. For editors.',
  })
  async put(@Param('day') day: string, @Body() { rates }: RatesDto, @CurrentStaff() actor: Actor) {
    await this.rates.put(day, rates, actor);
    return this.list();
  }
}
