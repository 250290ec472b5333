import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { PayerCheckoutDto } from '../payments/checkout.dto.js';

export class MembershipCheckoutDto extends PayerCheckoutDto {
  /** A plan's id, as `GET /api/plans` lists them. */
  @IsString({ message: 'Please choose one of the memberships.' })
  @IsNotEmpty({ message: 'Please choose one of the memberships.' })
  @MaxLength(100, { message: 'Please choose one of the memberships.' })
  @ApiProperty({ example: 'supporter-month' })
  plan!: string;
}
