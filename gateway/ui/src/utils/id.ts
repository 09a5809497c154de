/** A name for one call, so that a repeat of it is known as one. */
export function callKey(): string {
  return crypto.randomUUID();
}
