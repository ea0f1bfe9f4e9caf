import { useQuery } from '@tanstack/react-query';
import { request } from '../api/request';
import type { Option } from './useRegistry';

/** The handling units by their names. */
export function useUnits(): { units: Option[]; unitName: (code: string | null) => string } {
  const { data } = useQuery({
    queryKey: ['units'],
    queryFn: () => request<{ code: string; name: string }[]>('/units'),
    staleTime: Infinity,
  });
  const units = (data ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return { units, unitName: (code) => units.find(({ value }) => value === code)?.label ?? code ?? '' };
}
