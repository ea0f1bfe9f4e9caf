import type { Pool } from 'pg';
import { INDEXED_CHARACTERS } from '../common/database';
import type { MessageRow } from './starts';
import type { NewSubscription } from './subscriptions';

/** The names of buffered messages, of each the first of the index and on to the next: there are few, of thousands of messages. */
const NAMES = `
  WITH RECURSIVE names AS (
    (SELECT name FROM gateway.message WHERE open ORDER BY name LIMIT 1)
    UNION ALL
    SELECT (SELECT m.name FROM gateway.message m WHERE m.open AND m.name > names.name ORDER BY m.name LIMIT 1) FROM names
     WHERE names.name IS NOT NULL
  ) SELECT name FROM names WHERE name IS NOT NULL`;

/**
 * Of a subscription with a correlation key ($2, else null) the messages with that key, by index: a city's registrations of a month are
 * in the buffer. Of a start event, whose process is $3, those that this process has not had: of a deployment's all others have been.
 */
export const BUFFERED_FOR = `
  SELECT m.key::text, m.name, m.correlation_key, m.variables FROM gateway.message m
   WHERE m.key IN (
     SELECT found.key FROM unnest($1::text[], $2::text[], $3::text[]) AS s (name, correlation_key, process)
     CROSS JOIN LATERAL (
       SELECT o.key FROM gateway.message o WHERE o.open AND o.expires_at > now() AND o.name = s.name
         AND left(o.correlation_key, ${INDEXED_CHARACTERS}) = left(s.correlation_key, ${INDEXED_CHARACTERS})
         AND o.correlation_key = s.correlation_key
       UNION ALL
       SELECT o.key FROM gateway.message o WHERE s.correlation_key IS NULL AND o.open AND o.expires_at > now() AND o.name = s.name
         AND NOT EXISTS (SELECT FROM gateway.message_taken t WHERE t.message_key = o.key AND t.process_definition_id = s.process)
     ) found)
   ORDER BY m.key`;

/** The names of the messages in the buffer. */
export async function bufferedNames(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>({ name: 'buffered-names', text: NAMES });
  return rows.map(({ name }) => name);
}

/** The messages in the buffer that subscriptions may take, the oldest first. */
export async function bufferedFor(pool: Pool, opened: readonly NewSubscription[]): Promise<MessageRow[]> {
  const { rows } = await pool.query<MessageRow>({
    name: 'buffered-for',
    text: BUFFERED_FOR,
    values: [
      opened.map(({ name }) => name),
      opened.map(({ correlationKey }) => correlationKey),
      opened.map(({ process }) => process),
    ],
  });
  return rows;
}
