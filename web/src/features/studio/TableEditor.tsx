import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn-embedded.css';
import './studio.css';
import { Alert } from 'antd';
import DmnModeler from 'dmn-js/lib/Modeler';
import { useEffect, useRef, useState } from 'react';
import { translateModule } from '../../components/modeler-words';

interface ActiveViewer {
  on?(event: string, handler: () => void): void;
}

const PAUSE_MS = 400;

/** A decision table in dmn-js; opens on the table, not on the drawing of its requirements. */
export function TableEditor({ content, onChange }: { content: string; onChange: (content: string) => void }) {
  const container = useRef<HTMLDivElement>(null);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  useEffect(() => {
    const words = { additionalModules: [translateModule] };
    const made = new DmnModeler({
      container: container.current!,
      drd: words,
      decisionTable: words,
      literalExpression: words,
      common: { expressionLanguages: { options: [{ value: 'feel', label: 'FEEL' }], defaults: { editor: 'feel' } } },
    });
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void made.saveXML({ format: true }).then(({ xml }) => changed.current(xml)), PAUSE_MS);
    };
    const watched = new Set<unknown>();
    const watch = () => {
      const viewer = made.getActiveViewer() as ActiveViewer | undefined;
      if (!viewer || watched.has(viewer)) return;
      watched.add(viewer);
      viewer.on?.('elements.changed', save);
      viewer.on?.('commandStack.changed', save);
    };
    made.on('views.changed', watch);
    void made
      .importXML(content)
      .then(async () => {
        if (gone) return;
        const table = made.getViews().find(({ type }) => type === 'decisionTable');
        if (table) await made.open(table);
        watch();
      })
      .catch((error: Error) => !gone && setUnreadable(error.message));
    return () => {
      gone = true;
      clearTimeout(timer);
      made.destroy();
    };
    // The editor owns the content from here on.
  }, []);
  return (
    <>
      {unreadable && <Alert type="error" showIcon message={unreadable} />}
      <div ref={container} className="table-editor" />
    </>
  );
}
