import type { Profile } from '../config/schema';
import type { OutboxMessage } from '../outbox';
import { settingsOf } from './case-settings';
import type { Case } from './case.entity';

/** How long the engine keeps a registration that it cannot start yet. */
const REGISTRATION_TTL_MS = 30 * 24 * 60 * 60 * 1000;

/** What the message `case-registered` says besides its name: it starts the process of a case, in its round. */
export function caseStartOf(
  found: Pick<Case, 'id' | 'number' | 'body' | 'channel' | 'receivedAt' | 'round'>,
  profile: Profile,
  { messageId, chosenUnits }: { messageId: string; chosenUnits?: string[] },
): Omit<OutboxMessage, 'name'> {
  return {
    correlationKey: found.id,
    messageId,
    timeToLiveMs: REGISTRATION_TTL_MS,
    variables: {
      caseId: found.id,
      caseNumber: found.number,
      profile: profile.name,
      channel: found.channel,
      receivedAt: found.receivedAt.toISOString(),
      ...(found.round > 1 ? { startRound: found.round } : {}),
      round: found.round,
      settings: settingsOf(found.body, profile),
      ...(chosenUnits?.length ? { chosenUnits } : {}),
    },
  };
}
