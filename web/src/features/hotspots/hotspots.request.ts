import { request } from '../../api/request';

/** A matter of many cases, how hot it is and why. */
export interface HotMatter {
  id: string;
  /** Key words of its titles. */
  name: string;
  heat: number;
  /** Cases, each counting less the older it is. */
  recentCases: number;
  /** 1 = as many as in the window before; more = rising. */
  growth: number;
  /** What urges add to the heat's cases. */
  support: number;
  cases: number;
  firstAt: string;
  lastAt: string;
  category: string | null;
  area: string | null;
  unit: string | null;
  /** Cases of each 24 hours of the window, oldest first; the last ones end now. */
  trend: number[];
  /** The rule that opened a supervision or a rectification. */
  openedBy: string | null;
}

export interface MatterCase {
  id: string;
  number: string;
  title: string | null;
  receivedAt: string;
}

/** A hot spot under rectification (D8). */
export interface Hotspot {
  id: string;
  title: string;
  description: string;
  category: string | null;
  unit: string;
  owner: string;
  dueAt: string;
  status: 'found' | 'rectifying' | 'closed';
  foundBy: string;
  foundAt: string;
  overdueAt: string | null;
  /** What the unit did, and what the last check said. */
  measures: { measures?: string; check?: { comment?: string } } | null;
  checkedBy: string | null;
  closedAt: string | null;
}

/** What a supervisor states about a hot spot. */
export interface HotspotEntry {
  title: string;
  description: string;
  category?: string;
  unit: string;
  owner: string;
  dueAt: string;
}

/** Expected cases of the next days of a category; errors are mean absolute ones, in cases a day. */
export interface CategoryForecast {
  category: string;
  days: number[];
  error: number;
  naiveError: number;
}

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
