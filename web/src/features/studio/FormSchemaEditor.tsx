import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor.css';
import '@bpmn-io/form-js-editor/dist/assets/dragula.css';
import '@bpmn-io/form-js-editor/dist/assets/properties-panel.css';
import './studio.css';
import { FormEditor } from '@bpmn-io/form-js-editor';
import { Alert } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { translate } from '../../components/modeler-words';
import { translateWithin } from './translate-within';

interface Editor {
  importSchema(schema: object): Promise<unknown>;
  getSchema(): object;
  on(event: string, handler: () => void): void;
  destroy(): void;
}

const PAUSE_MS = 400;
/** What the editor says itself; the rest is the form. */
const ITS_OWN = '.fjs-palette-container, .fjs-properties-container, .fjs-empty-editor';

/** A form in form-js's editor. */
export function FormSchemaEditor({ content, onChange }: { content: string; onChange: (content: string) => void }) {
  const container = useRef<HTMLDivElement>(null);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  useEffect(() => {
    const made = new FormEditor({ container: container.current! }) as unknown as Editor;
    // this editor takes no module of translations
    const endTranslation = translateWithin(container.current!, ITS_OWN, translate);
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    void made
      .importSchema(JSON.parse(content) as object)
      .then(() => {
        if (gone) return;
        made.on('changed', () => {
          clearTimeout(timer);
          timer = setTimeout(() => changed.current(`${JSON.stringify(made.getSchema(), null, 2)}\n`), PAUSE_MS);
        });
      })
      .catch((error: Error) => !gone && setUnreadable(error.message));
    return () => {
      gone = true;
      clearTimeout(timer);
      endTranslation();
      made.destroy();
    };
    // The editor owns the content from here on.
  }, []);
  return (
    <>
      {unreadable && <Alert type="error" showIcon message={unreadable} />}
      {/* the theme of form-js names its colours on a parent, which the editor does not make itself */}
      <div ref={container} className="form-editor bio-theme-parent" />
    </>
  );
}
