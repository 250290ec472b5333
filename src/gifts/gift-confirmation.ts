import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody with another address than the one the gift was sent to wants it, and was asked by e-mail whether it is them. */
@Entity({ name: 'gift_confirmations' })
export class GiftConfirmation {
  @PrimaryColumn('text')
  tokenHash!: string;

  @Column('uuid')
  giftId!: string;

  @Column('text')
  email!: string;

  @Column('text')
  name!: string;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  usedAt!: Date | null;
}
