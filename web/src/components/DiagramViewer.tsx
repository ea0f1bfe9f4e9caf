import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import './diagram-viewer.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import { useEffect, useRef, useState } from 'react';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';

/** What is shown at an element: a class that colours it, a badge with a number or word in it. */
export interface Mark {
  elementId: string;
  /** One of diagram-viewer.css: done, here, incident, added, removed, changed, moved, heat-1 … heat-5. */
  className?: string;
  badge?: string;
  /** What the badge means, for who cannot see its colour. */
  title?: string;
  position?: { top?: number; bottom?: number; left?: number; right?: number };
}

interface Props {
  xml: string;
  marks?: Mark[];
  height?: number | string;
  label: string;
  onSelect?: (elementId: string) => void;
}

/** A diagram that one can look around in, with marks on its elements. */
export function DiagramViewer({ xml, marks, height = 420, label, onSelect }: Props) {
  const container = useRef<HTMLDivElement>(null);
  const viewer = useRef<NavigatedViewer | null>(null);
  const [drawn, setDrawn] = useState(0);
  const select = useRef(onSelect);
  select.current = onSelect;
  useEffect(() => {
    const made = new NavigatedViewer({ container: container.current!, moddleExtensions: { zeebe } });
    viewer.current = made;
    made.on('element.click', (event: { element: { id: string } }) => select.current?.(event.element.id));
    let gone = false;
    made
      .importXML(xml)
      .then(() => {
        if (gone) return;
        made.get<Canvas>('canvas').zoom('fit-viewport', { x: 0, y: 0 });
        setDrawn((count) => count + 1);
      })
      // What left the page meanwhile draws nothing.
      .catch((error: unknown) => {
        if (!gone) throw error;
      });
    return () => {
      gone = true;
      made.destroy();
    };
  }, [xml]);
  useEffect(() => {
    if (!drawn || !viewer.current) return;
    return markAll(viewer.current, marks ?? []);
  }, [drawn, marks]);
  return <div ref={container} role="group" aria-label={label} className="diagram-viewer" style={{ height }} />;
}

/** Puts the marks on and answers how to take them off; a mark for what the diagram does not have is left out. */
function markAll(viewer: NavigatedViewer, marks: Mark[]): () => void {
  const canvas = viewer.get<Canvas>('canvas');
  const overlays = viewer.get<Overlays>('overlays');
  const registry = viewer.get<ElementRegistry>('elementRegistry');
  const shown = marks.filter(({ elementId }) => registry.get(elementId));
  const ids = shown.map(({ elementId, className, badge, title, position }) => {
    if (className) canvas.addMarker(elementId, className);
    if (!badge) return null;
    const html = document.createElement('span');
    html.className = `diagram-badge ${className ?? ''}`;
    html.textContent = badge;
    if (title) html.title = title;
    return overlays.add(elementId, {
      position: position ?? { top: -12, right: 14 },
      scale: { min: 0.8, max: 1 },
      html,
    });
  });
  return () => {
    // The viewer may be gone with the page already.
    if (!registry.getAll().length) return;
    shown.forEach(({ elementId, className }, at) => {
      if (className) canvas.removeMarker(elementId, className);
      if (ids[at]) overlays.remove(ids[at]);
    });
  };
}
