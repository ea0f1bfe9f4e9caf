import { useQuery } from '@tanstack/react-query';
import { request } from '../api/request';

/** A category's topics of two more levels. */
interface SchemeEntry {
  category: string;
  topics: { code: string; name: string; topics: { code: string; name: string }[] }[];
}

interface Named {
  code: string;
  name: string;
}

/** A code with its name, as a select takes it. */
export interface Option {
  value: string;
  label: string;
}

/** What the installation's configuration names: areas, and topics below a category by their code (`second/third`). */
export function useRegistry(): {
  areas: Option[];
  topicsOf: (category: string | null | undefined) => Option[];
  areaName: (code: string) => string;
  topicName: (code: string) => string;
} {
  const scheme = useQuery({
    queryKey: ['scheme'],
    queryFn: () => request<SchemeEntry[]>('/classification/scheme'),
    staleTime: Infinity,
  });
  const registry = useQuery({
    queryKey: ['areas'],
    queryFn: () => request<Named[]>('/areas'),
    staleTime: Infinity,
  });
  const areas = (registry.data ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const topics = (scheme.data ?? []).flatMap(({ category, topics: second }) =>
    second.flatMap((above) =>
      above.topics.map((topic) => ({
        category,
        value: `${above.code}/${topic.code}`,
        label: `${above.name} › ${topic.name}`,
      })),
    ),
  );
  const nameIn = (options: Option[]) => (code: string) => options.find(({ value }) => value === code)?.label ?? code;
  return {
    areas,
    topicsOf: (category) => topics.filter((topic) => topic.category === category),
    areaName: nameIn(areas),
    topicName: nameIn(topics),
  };
}
