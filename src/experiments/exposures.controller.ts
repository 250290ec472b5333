import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Access } from '../accounts/access.js';
import { InvalidInput } from '../common/errors.js';
import { RateLimits } from '../http/rate-limits.js';
import { Exposures } from './exposures.service.js';
import { BeaconDto, type SeenDto } from './seen.dto.js';

@Controller('api/experiments')
@Access('public')
@ApiTags('campaigns')
export class ExposuresController {
  constructor(
    private readonly exposures: Exposures,
    private readonly limits: RateLimits,
  ) {}

  /** As text, which browsers send across origins without asking first. No cookie and no address is kept of it. */
  @Post('seen')
  @HttpCode(204)
  @ApiConsumes('text/plain')
  @ApiBody({ description: 'JSON: `[{experiment, variant, placement, readers, views, presses}]`, at most 20' })
  @ApiOperation({ summary: 'What a page saw of experiments; a banner’s beacon' })
  @ApiNoContentResponse({ description: 'Added up, or dropped where it names nothing that runs.' })
  async seen(@Body() body: unknown, @Req() request: FastifyRequest): Promise<void> {
    await this.limits.check('beacon', request.ip);
    await this.exposures.add(read(body));
  }
}

/** @throws InvalidInput */
function read(body: unknown): SeenDto[] {
  const beacon = plainToInstance(BeaconDto, { seen: typeof body === 'string' ? parsed(body) : body });
  const faults = validateSync(beacon, {
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
  });
  if (faults.length > 0) throw new InvalidInput({ seen: 'This is no beacon of a banner.' });
  return beacon.seen;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
