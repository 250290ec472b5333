import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { CheckoutDto } from '../payments/checkout.dto.js';

export class MembershipCheckoutDto extends CheckoutDto {
  /** A plan's id, as `GET /api/plans` lists them. */
  @IsString({ message: 'Please choose one of the memberships.' })
  @IsNotEmpty({ message: 'Please choose one of the memberships.' })
  @MaxLength(100, { message: 'Please choose one of the memberships.' })
  @ApiProperty({ example: 'supporter-month' })
  plan!: string;

  @IsOptional()
  @IsEmail({}, { message: 'Please enter an e-mail address such as name@example.org.' })
  @MaxLength(254, { message: 'Please enter an e-mail address such as name@example.org.' })
  @ApiPropertyOptional()
  email?: string;

  @IsOptional()
  @IsString({ message: 'Please enter a name.' })
  @MaxLength(200, { message: 'Please enter a name of at most 200 characters.' })
  @ApiPropertyOptional()
  name?: string;
}
