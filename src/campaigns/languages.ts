/** The languages that readers are spoken to in. */
export const languages = ['en', 'uk'] as const;

export type Language = (typeof languages)[number];
