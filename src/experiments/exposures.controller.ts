import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Access } from '../accounts/access.js';
import { InvalidInput } from '../common/errors.js';
import { RateLimits } from '../http/rate-limits.js';
import { Exposures } from './exposures.service.js';
import { BeaconDto, MOST_AT_ONCE, type SeenDto } from './seen.dto.js';

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
  const seen = typeof body === 'string' ? parsed(body) : body;
  if (!isFlat(seen)) throw noBeacon();
  const beacon = plainToInstance(BeaconDto, { seen });
  const faults = validateSync(beacon, {
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
  });
  if (faults.length > 0) throw noBeacon();
  return beacon.seen;
}

function noBeacon(): InvalidInput {
  return new InvalidInput({ seen: 'This is no beacon of a banner.' });
}

/** Looked at first: what is nested deeply or has thousands of parts would keep the validation busy, or break it. */
function isFlat(seen: unknown): seen is object[] {
  return Array.isArray(seen) && seen.length <= MOST_AT_ONCE && seen.every(isFlatObject);
}

function isFlatObject(one: unknown): boolean {
  return (
    typeof one === 'object' && one !== null && Object.values(one).every((value) => typeof value !== 'object')
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
