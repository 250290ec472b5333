import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlacementRules } from './placement-rules.js';

/** A place on the newsroom's pages, by the name that its banner carries. */
@Entity({ name: 'placements' })
@Check('placements_key', `key ~ '^[a-z0-9-]{1,40}$'`)
export class Placement {
  @PrimaryColumn('text')
  key!: string;

  @Column('jsonb')
  rules!: PlacementRules;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt!: Date;
}
