import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../api/request';

const CHANNEL = 'channel:';

/** Names the one behind an account, a channel, or the system itself; an account that nobody knows is shown as it is. */
export function usePeople(): (actor: string | null | undefined) => string {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['people'],
    queryFn: () => request<{ username: string; name: string }[]>('/people'),
    staleTime: Infinity,
    retry: false,
  });
  return (actor) => {
    if (!actor) return '';
    if (actor.startsWith(CHANNEL)) return t(`channel.${actor.slice(CHANNEL.length)}`);
    return data?.find(({ username }) => username === actor)?.name ?? t(`actor.${actor}`, { defaultValue: actor });
  };
}
