import { Column, type ColumnOptions } from 'typeorm';
import { keyring } from './keyring';

/** A column that holds personal data: sealed on its way in, opened on its way out (`context` is `<table>.<column>`). */
export function SealedColumn(context: string, options: Pick<ColumnOptions, 'nullable'> = {}): PropertyDecorator {
  return Column('text', { ...options, transformer: new Sealer(context) });
}

/** Seals and opens the values of one column. */
export class Sealer {
  constructor(readonly context: string) {}

  to<Value extends string | null | undefined>(value: Value): Value | string {
    return typeof value === 'string' ? keyring().seal(value, this.context) : value;
  }

  from<Stored extends string | null | undefined>(stored: Stored): Stored | string {
    return typeof stored === 'string' ? keyring().open(stored, this.context) : stored;
  }
}
