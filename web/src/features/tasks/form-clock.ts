import dayjs from 'dayjs';
import { instantOf, onClock } from '../../components/today';

interface Component {
  type?: string;
  subtype?: string;
  key?: string;
  components?: Component[];
}

type Values = Record<string, unknown>;

const WALL = 'YYYY-MM-DDTHH:mm';

const isMoment = ({ type, subtype }: Component): boolean => type === 'datetime' && subtype === 'datetime';

/** The fields of a form that take a date with its time. */
const momentsOf = (component: Component): string[] =>
  isMoment(component) && component.key ? [component.key] : (component.components ?? []).flatMap(momentsOf);

const changed = (schema: object, values: Values, change: (value: string) => string): Values => {
  const moments = momentsOf(schema);
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      moments.includes(key) && typeof value === 'string' && value ? change(value) : value,
    ]),
  );
};

/** A form whose dates are times on the hotline's clock and not on the browser's, as form-js would have them. */
export function ofHotline<Schema extends object>(schema: Schema): Schema {
  const components = (schema as Component).components?.map((one) =>
    isMoment(one) ? { ...one, timeSerializingFormat: 'no_timezone' } : ofHotline(one),
  );
  return components ? { ...schema, components } : schema;
}

/** Values with their instants as the hotline's clock shows them. */
export const toClock = (schema: object, values: Values): Values =>
  changed(schema, values, (instant) => onClock(instant).format(WALL));

/** Entered values with the instants that were meant. */
export const toInstants = (schema: object, values: Values): Values =>
  changed(schema, values, (wall) => instantOf(dayjs(wall)));
