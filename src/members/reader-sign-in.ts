import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SignIn } from '../accounts/sign-in.service.js';
import { Settings } from '../config/settings.js';

/** Who has something to look at in an account: members, and whoever pays for something that recurs. */
@Injectable()
export class ReaderSignIn implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly signIn: SignIn,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.signIn.recogniseReaders((email) => this.isReader(email));
  }

  /** A page that was opened and never paid makes nobody a reader: anybody may have typed that address. */
  private async isReader(email: string): Promise<boolean> {
    const [{ known }] = await this.dataSource.query(
      `select exists (select from members where normalised_email = $1 and livemode = $2)
         or exists (select from stripe_customers c join purchases p on p.customer_id = c.id
           where c.email = $1 and c.livemode = $2 and p.paid_at is not null) known`,
      [email, this.settings.livemode],
    );
    return known;
  }
}
