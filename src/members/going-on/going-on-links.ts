import { Injectable } from '@nestjs/common';
import { derivedToken, sameSecret } from '../../common/ids.js';
import { Settings } from '../../config/settings.js';

/** The links that let members by gift go on as paying members, one for each gift; worked out, never stored. */
@Injectable()
export class GoingOnLinks {
  constructor(private readonly settings: Settings) {}

  of(membershipId: string): string {
    return `${this.settings.baseUrl}/go-on/${membershipId}/${this.token(membershipId)}`;
  }

  isOf(membershipId: string, token: string): boolean {
    return sameSecret(this.token(membershipId), token);
  }

  private token(membershipId: string): string {
    return derivedToken(this.settings.SESSION_SECRET, `go-on:${membershipId}`);
  }
}
