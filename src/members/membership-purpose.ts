/** The purpose of purchases that are memberships. */
export const MEMBERSHIP = 'membership';
