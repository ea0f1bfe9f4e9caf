import 'jsondiffpatch/formatters/styles/html.css';
import { Empty } from 'antd';
import { create } from 'jsondiffpatch';
import { format } from 'jsondiffpatch/formatters/html';
import { useTranslation } from 'react-i18next';

const differ = create({
  objectHash: (item) =>
    (item as { id?: string; key?: string }).id ?? (item as { key?: string }).key ?? JSON.stringify(item),
});

/** The members of a form's schema that differ. */
export function FormDifference({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation();
  const old = JSON.parse(before) as unknown;
  const delta = differ.diff(old, JSON.parse(after));
  if (!delta) return <Empty description={t('studio.same')} />;
  // jsondiffpatch escapes every value that it writes.
  return (
    <div className="jsondiffpatch-unchanged-hidden" dangerouslySetInnerHTML={{ __html: format(delta, old) ?? '' }} />
  );
}
