import dayjs, { type Dayjs } from 'dayjs';
import { request } from '../api/request';
import type { Schemas } from '../api/schemas';

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
