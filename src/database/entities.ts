import type { EntitySchema, MixedList } from 'typeorm';

/** Every table's class; each module owns its own, this is only the list that TypeORM asks for. */
export const entities: MixedList<Function | string | EntitySchema> = [];
