/** Whether a text is an absolute URL that a browser or a webhook can be sent to. */
export function isWebUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
