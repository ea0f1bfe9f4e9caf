import { Card, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Principal } from '../../api/types';
import { ModelTable } from './ModelTable';
import { QualityOfProposals } from './QualityOfProposals';

/** How good the proposals are, how the messages change, and which model makes them. */
export function ModelsPage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const mayManage = me.role === 'process-owner' || me.role === 'admin';
  return (
    <Card title={t('menu.models')}>
      <Tabs
        items={[
          { key: 'quality', label: t('models.quality'), children: <QualityOfProposals /> },
          { key: 'models', label: t('models.models'), children: <ModelTable mayManage={mayManage} /> },
        ]}
      />
    </Card>
  );
}
