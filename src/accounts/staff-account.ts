import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Each may do all that those before it may. */
export const roles = ['viewer', 'editor', 'administrator'] as const;
export type Role = (typeof roles)[number];

@Entity({ name: 'staff' })
@Unique('staff_email', ['email'])
@Check('staff_role', "role in ('viewer', 'editor', 'administrator')")
export class StaffAccount {
  @PrimaryColumn('uuid')
  id!: string;

  /** Normalised. */
  @Column('text')
  email!: string;

  @Column('text')
  role!: Role;

  @Column('boolean', { default: true })
  active!: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
