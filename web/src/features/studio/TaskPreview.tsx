import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import { Form } from '@bpmn-io/form-js-viewer';
import { Alert } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A form as its task shows it, with what it would send. */
export function TaskPreview({ content }: { content: string }) {
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const [sent, setSent] = useState('{}');
  useEffect(() => {
    const form = new Form({ container: container.current! });
    form.on('changed', ({ data }: { data: object }) => setSent(JSON.stringify(data, null, 2)));
    form.importSchema(JSON.parse(content) as object, {}).catch((error: Error) => setUnreadable(error.message));
    return () => form.destroy();
  }, [content]);
  return (
    <>
      {unreadable && <Alert type="error" showIcon message={unreadable} />}
      <div ref={container} style={{ maxWidth: 720 }} />
      <h3>{t('studio.output')}</h3>
      <pre>{sent}</pre>
    </>
  );
}
