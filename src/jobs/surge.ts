import { Injectable } from '@nestjs/common';

const LASTS_MS = 1_000;

/** Whether this process has its hands full with what cannot wait, such as payments: other work then goes slowly. */
@Injectable()
export class Surge {
  private until = 0;

  /** To be said again and again for as long as it lasts. */
  note(): void {
    this.until = Date.now() + LASTS_MS;
  }

  get isOn(): boolean {
    return Date.now() < this.until;
  }
}
