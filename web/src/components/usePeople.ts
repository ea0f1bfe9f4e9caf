import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../api/request';
import type { Schemas } from '../api/schemas';

const CHANNEL = 'channel:';

const usePeopleQuery = () =>
  useQuery({
    queryKey: ['people'],
    queryFn: () => request<Schemas['Person'][]>('/people'),
    staleTime: Infinity,
    retry: false,
  });

/** Everybody with an account, for a choice among them. */
export function usePeopleOptions(): { value: string; label: string }[] {
  const { data } = usePeopleQuery();
  return (data ?? []).map(({ username, name }) => ({ value: username, label: `${name} (${username})` }));
}

/** Names the one behind an account, a channel, or the system itself; an account that nobody knows is shown as it is. */
export function usePeople(): (actor: string | null | undefined) => string {
  const { t } = useTranslation();
  const { data } = usePeopleQuery();
  return (actor) => {
    if (!actor) return '';
    if (actor.startsWith(CHANNEL)) return t(`channel.${actor.slice(CHANNEL.length)}`);
    return data?.find(({ username }) => username === actor)?.name ?? t(`actor.${actor}`, { defaultValue: actor });
  };
}
