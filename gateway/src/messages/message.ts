/** A message as a client publishes or correlates it. */
export interface Message {
  name: string;
  correlationKey: string;
  messageId?: string;
  timeToLiveMs: number;
  variables: Record<string, unknown>;
}

/** How long the database takes a text to be: a character beyond the first plane is one. */
export const charactersOf = (text: string): number => [...text].length;
