import type { PlacementRules } from '../placements/placement-rules.js';

/** Rules as the form's fields hold them. */
export function typedFrom(rules: PlacementRules): Record<string, string> {
  return Object.fromEntries(Object.entries(rules).map(([name, value]) => [name, fieldValue(name, value)]));
}

function fieldValue(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : '';
  if (Array.isArray(value)) return value.join(name === 'sensitivePages' ? '\n' : ', ');
  return String(value);
}
