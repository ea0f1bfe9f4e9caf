import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useWords } from '../../components/words';
import { request } from '../../api/request';

interface SchemeEntry {
  category: string;
  topics: { code: string; name: string; topics: { code: string; name: string }[] }[];
}

/** Words for the labels of a part: topics by the label scheme, the others by the texts. */
export function useLabels(part: string): (label: string) => string {
  const { word } = useWords();
  const { data } = useQuery({
    queryKey: ['scheme'],
    queryFn: () => request<SchemeEntry[]>('/classification/scheme'),
    enabled: part === 'topic',
    staleTime: Infinity,
  });
  return useCallback(
    (label) => {
      if (part !== 'topic') return word(part, label);
      const [second, third] = label.split('/');
      const found = data?.flatMap(({ topics }) => topics).find(({ code }) => code === second);
      const below = found?.topics.find(({ code }) => code === third);
      return found ? [found.name, below?.name].filter(Boolean).join(' / ') : label;
    },
    [part, data, word],
  );
}
