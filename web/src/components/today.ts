import dayjs, { type Dayjs } from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import { request } from '../api/request';
import type { Schemas } from '../api/schemas';

dayjs.extend(utc);
dayjs.extend(timezone);

const WALL = 'YYYY-MM-DDTHH:mm:ss';

/** Of the country; what the server says goes before it. */
let zone = 'Asia/Shanghai';

/** Asks the server for the hotline's zone, once before anything is shown; without an answer it stays the country's. */
export async function readZone(): Promise<void> {
  zone = await request<Schemas['PageSettings']>('/public/settings').then(
    ({ timeZone }) => timeZone,
    () => zone,
  );
}

/** The zone of the hotline: its days are counted in it and its times shown, wherever who looks may be. */
export const hotlineZone = (): string => zone;

/** Today, at the hotline. */
export const today = (): Dayjs => dayjs(new Date().toLocaleDateString('sv-SE', { timeZone: zone }));

/** The instant that is meant by what somebody chose in a picker: a time on the hotline's clock, wherever the browser's is. */
export const instantOf = (picked: Dayjs): string => dayjs.tz(picked.format(WALL), zone).toISOString();

/** An instant as pickers show it: as the hotline's clock does. */
export const onClock = (instant: string | Date): Dayjs => dayjs(dayjs(instant).tz(zone).format(WALL));
