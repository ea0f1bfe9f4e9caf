import type { Mark } from '../../components/DiagramViewer';
import type { Statistics } from './monitor.request';

const STEPS = 5;

/** The heat map of a definition: the more passed an element, the warmer; what is there now and what stands in figures. */
export function heatMarks(statistics: Statistics[], words: (what: string, count: number) => string): Mark[] {
  const most = Math.max(1, ...statistics.map(({ completed, active }) => completed + active));
  return statistics.flatMap(({ elementId, active, completed, incidents }): Mark[] => {
    const step = Math.max(1, Math.ceil((STEPS * (completed + active)) / most));
    return [
      ...(completed + active > 0 ? [{ elementId, className: `heat-${step}` }] : []),
      ...(active > 0
        ? [
            {
              elementId,
              className: 'now',
              badge: String(active),
              title: words('active', active),
              position: { top: -12, left: -8 },
            },
          ]
        : []),
      ...(completed > 0
        ? [
            {
              elementId,
              className: 'passed',
              badge: `✓ ${completed}`,
              title: words('completed', completed),
              position: { bottom: 8, left: -8 },
            },
          ]
        : []),
      ...(incidents > 0
        ? [
            {
              elementId,
              className: 'incident',
              badge: `! ${incidents}`,
              title: words('incidents', incidents),
              position: { top: -12, right: 18 },
            },
          ]
        : []),
    ];
  });
}
