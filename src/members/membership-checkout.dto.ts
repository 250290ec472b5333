import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { faulty } from '../common/faults.js';
import { PayerCheckoutDto } from '../payments/checkout.dto.js';

export class MembershipCheckoutDto extends PayerCheckoutDto {
  /** A plan's id, as `GET /api/plans` lists them. */
  @IsString(faulty('plan'))
  @IsNotEmpty(faulty('plan'))
  @MaxLength(100, faulty('plan'))
  @ApiProperty({ example: 'supporter-month' })
  plan!: string;
}
