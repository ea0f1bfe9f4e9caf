import { Button, Card, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Principal } from '../../api/types';
import { HotMatters } from './HotMatters';
import { Rectifications } from './Rectifications';
import { ReportDialog, type Suggested } from './ReportDialog';
import { VolumeForecast } from './VolumeForecast';

/** Those of the hotline who see matters and forecast; the others see what is rectified. */
const SEE_MATTERS = ['agent', 'supervisor', 'leader', 'oversight', 'admin'];

/** Hot spots (热点): the hottest matters and why, what is rectified because of them (D8), and the volume to expect. */
export function HotspotsPage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const [reporting, setReporting] = useState<Suggested | null>(null);
  const seesMatters = SEE_MATTERS.includes(me.role) && !me.unit;
  const mayReport = me.role === 'supervisor' && !me.unit;
  const rectified = { key: 'rectifications', label: t('hotspots.rectifications'), children: <Rectifications /> };
  return (
    <Card
      title={t('menu.hotspots')}
      extra={
        mayReport && (
          <Button type="primary" onClick={() => setReporting({})}>
            {t('hotspots.report')}
          </Button>
        )
      }
    >
      <Tabs
        items={
          seesMatters
            ? [
                {
                  key: 'matters',
                  label: t('hotspots.matters'),
                  children: <HotMatters {...(mayReport ? { onReport: setReporting } : {})} />,
                },
                rectified,
                { key: 'forecast', label: t('hotspots.forecast'), children: <VolumeForecast /> },
              ]
            : [rectified]
        }
      />
      {reporting && <ReportDialog suggested={reporting} onClose={() => setReporting(null)} />}
    </Card>
  );
}
