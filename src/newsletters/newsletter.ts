import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A list that readers can have sent to them. */
@Entity({ name: 'newsletters' })
@Check('newsletters_key', `key ~ '^[a-z0-9-]{1,40}$'`)
export class Newsletter {
  @PrimaryColumn('text')
  key!: string;

  @Column('text')
  name!: string;

  /** One sentence: what comes, and how often. */
  @Column('text')
  description!: string;

  @Column('integer', { default: 0 })
  position!: number;

  /** Nobody new can sign up; who is on it stays. */
  @Column('boolean', { default: false })
  hidden!: boolean;
}
