import { DefaultNamingStrategy } from 'typeorm';

/** `firstPaidAt` in code is `first_paid_at` in the database. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined, prefixes: string[]): string {
    return snake([...prefixes, custom ?? property].join('_'));
  }

  override tableName(entity: string, custom: string | undefined): string {
    return custom ?? snake(entity);
  }
}

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
