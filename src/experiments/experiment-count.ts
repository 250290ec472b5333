import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What browsers told of one variant at one placement, added up: no reader stands in it. */
@Entity({ name: 'experiment_counts' })
export class ExperimentCount {
  @PrimaryColumn('text')
  experiment!: string;

  @PrimaryColumn('text')
  variant!: string;

  @PrimaryColumn('text')
  placement!: string;

  /** Browsers that saw it for the first time. */
  @Column('bigint', { default: 0 })
  readers!: number;

  @Column('bigint', { default: 0 })
  views!: number;

  /** Views in which a button was pressed. */
  @Column('bigint', { default: 0 })
  presses!: number;
}
