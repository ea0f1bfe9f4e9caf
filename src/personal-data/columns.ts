/** A table with columns that are sealed, and the column that its rows are known by. */
export interface SealedTable {
  table: string;
  id: string;
  columns: readonly string[];
}

/** The columns that hold personal data, sealed; a test compares them with the entities. */
export const SEALED_TABLES: readonly SealedTable[] = [
  { table: 'citizen', id: 'id', columns: ['name', 'phone', 'unit', 'address'] },
  { table: 'notification', id: 'id', columns: ['recipient', 'fallback'] },
  { table: 'phone_call', id: 'id', columns: ['caller'] },
  { table: 'inbound_message', id: 'id', columns: ['sender'] },
  { table: 'document', id: 'id', columns: ['html'] },
];
