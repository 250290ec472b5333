import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A banner script that was served once: a page that pinned it by its integrity gets the same bytes for good. */
@Entity({ name: 'banner_scripts' })
export class StoredScript {
  @PrimaryColumn('text')
  version!: string;

  @Column('bytea')
  body!: Buffer;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
