import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Empty, Flex, Image, List, Modal, Spin, Tag, Typography, Upload } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attach, type Attachment, getAttachment, listAttachments } from '../api/attachments';
import { usePeople } from './usePeople';
import { useWords } from './words';

/** Loaded when a PDF is opened: pdf.js is larger than the page. */
const PdfView = lazy(async () => ({ default: (await import('./PdfView')).PdfView }));

const MEGABYTE = 1024 * 1024;
const KILOBYTE = 1024;

/** A size as people say it; nothing is smaller than one KB. */
const sizeOf = (bytes: number) =>
  bytes < MEGABYTE ? `${Math.max(1, Math.round(bytes / KILOBYTE))} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;

interface Props {
  caseId: string;
  /** What may be added here: to which case or assignment, for which purpose. */
  add?: { to: string; purpose: string };
}

/** The files of a case; one opens beside its page: pictures, PDF, voice and video are shown in place. */
export function Attachments({ caseId, add }: Props) {
  const { t } = useTranslation();
  const { time, word } = useWords();
  const person = usePeople();
  const queries = useQueryClient();
  const [shown, setShown] = useState<Attachment | null>(null);
  const { data, error } = useQuery({
    queryKey: ['case', caseId, 'attachments'],
    queryFn: () => listAttachments(caseId),
  });
  const upload = useMutation({
    mutationFn: (file: File) => attach(add!.to, add!.purpose, file),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['case', caseId, 'attachments'] }),
  });
  return (
    <>
      {[error, upload.error].map(
        (one) => one && <Alert key={one.message} type="error" showIcon message={one.message} />,
      )}
      {add && (
        <Upload
          showUploadList={false}
          beforeUpload={(file) => {
            upload.mutate(file);
            return false;
          }}
        >
          <Button loading={upload.isPending}>{t('attachment.add')}</Button>
        </Upload>
      )}
      {data?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('attachment.none')} />}
      {data && data.length > 0 && (
        <List
          size="small"
          dataSource={data}
          renderItem={(file) => (
            <List.Item>
              <Flex gap="small" wrap align="center">
                <Button type="link" style={{ padding: 0 }} onClick={() => setShown(file)}>
                  {file.name}
                </Button>
                <Tag>{word('attachmentPurpose', file.purpose)}</Tag>
                <Typography.Text type="secondary">
                  {sizeOf(file.bytes)} · {person(file.uploadedBy)} · {time(file.uploadedAt)}
                </Typography.Text>
              </Flex>
            </List.Item>
          )}
        />
      )}
      {shown && <Preview file={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function Preview({ file, onClose }: { file: Attachment; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    queryKey: ['attachment', file.id],
    queryFn: () => getAttachment(file.id),
    staleTime: Infinity,
    gcTime: 0,
  });
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(data);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return (
    <Modal
      open
      width={860}
      title={file.name}
      onCancel={onClose}
      footer={
        address && (
          <Button href={address} download={file.name}>
            {t('attachment.download')}
          </Button>
        )
      }
    >
      {error && <Alert type="error" showIcon message={error.message} />}
      {!address && !error && <Spin />}
      {address && data && <Shown file={file} address={address} content={data} />}
    </Modal>
  );
}

function Shown({ file, address, content }: { file: Attachment; address: string; content: Blob }) {
  const { t } = useTranslation();
  const [kind] = file.mediaType.split('/');
  if (kind === 'image') return <Image src={address} alt={file.name} className="attachment-media" />;
  if (kind === 'audio') return <audio controls src={address} aria-label={file.name} style={{ width: '100%' }} />;
  if (kind === 'video') return <video controls src={address} aria-label={file.name} className="attachment-media" />;
  if (file.mediaType === 'application/pdf') {
    return (
      <Suspense fallback={<Spin />}>
        <PdfView file={content} label={file.name} />
      </Suspense>
    );
  }
  return <Alert type="info" showIcon message={t('attachment.noPreview')} />;
}
