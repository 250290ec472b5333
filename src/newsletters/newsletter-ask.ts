import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One e-mail that asks to confirm: its link stands for these subscriptions and no others, whoever asks for more later. */
@Entity({ name: 'newsletter_asks' })
@Index('newsletter_asks_by_time', ['askedAt'])
export class NewsletterAsk {
  @PrimaryColumn('text')
  tokenHash!: string;

  @Column('uuid', { array: true })
  subscriptions!: string[];

  @Column('timestamptz')
  askedAt!: Date;
}
