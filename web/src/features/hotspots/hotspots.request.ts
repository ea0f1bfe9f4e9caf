import { request } from '../../api/request';
import type { Answer, Schemas } from '../../api/schemas';

/** A matter of many cases, how hot it is and why. */
export type HotMatter = Schemas['HotMatter'];

export type MatterCase = Answer<'HotspotsController_casesOf'>[number];

/** A hot spot under rectification (D8). */
export type Hotspot = Omit<Schemas['Hotspot'], 'measures'> & {
  /** What the unit did, and what the last check said. */
  measures: { measures?: string; check?: { comment?: string } } | null;
};

/** What a supervisor states about a hot spot. */
export type HotspotEntry = Schemas['HotspotDto'];

/** Expected cases of the next days of a category; errors are mean absolute ones, in cases a day. */
export type CategoryForecast = Answer<'HotspotsController_forecast'>[number];

/** The hottest matters of a category and an area, or of all. */
export function hottestMatters(filter: { category?: string | undefined; area?: string | undefined }) {
  const query = new URLSearchParams();
  if (filter.category) query.set('category', filter.category);
  if (filter.area) query.set('area', filter.area);
  return request<HotMatter[]>(`/hotspots/matters?${query}`);
}

/** The cases of a matter, newest first. */
export const casesOfMatter = (id: string) => request<MatterCase[]>(`/hotspots/matters/${id}/cases`);

/** Expected cases a day of each category. */
export const forecastVolume = (days: number) => request<CategoryForecast[]>(`/hotspots/forecast?days=${days}`);

/** Hot spots under rectification, newest first; a unit's people get their unit's. */
export const listHotspots = () => request<Hotspot[]>('/hotspots');

/** Notes a hot spot and starts its rectification. */
export const reportHotspot = (body: HotspotEntry) => request<{ id: string }>('/hotspots', { method: 'POST', body });
