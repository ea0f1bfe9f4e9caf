import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { sendDocument } from './citizen.request';

/** A citizen sends documents, pictures, voice or video that belong to the matter. */
export function DocumentsForm({ known }: { known: { number: string; code: string } }) {
  const { t } = useTranslation();
  const { mutate, data, error, isPending } = useMutation({ mutationFn: (file: File) => sendDocument(file, known) });
  return (
    <Card title={t('citizen.documents')}>
      {error && <Alert type="error" showIcon message={error.message} style={{ marginBottom: 16 }} />}
      {data && (
        <Alert
          type="success"
          showIcon
          message={t('citizen.documentTaken', { name: data.name })}
          style={{ marginBottom: 16 }}
        />
      )}
      <Upload showUploadList={false} beforeUpload={(file) => (mutate(file), false)}>
        <Button loading={isPending}>{t('citizen.documentChoose')}</Button>
      </Upload>
    </Card>
  );
}
