import dayjs, { type Dayjs } from 'dayjs';

/** The zone of the hotline: its days are counted in it, wherever who looks may be. */
export const ZONE = 'Asia/Shanghai';

/** Today, at the hotline. */
export const today = (): Dayjs => dayjs(new Date().toLocaleDateString('sv-SE', { timeZone: ZONE }));
