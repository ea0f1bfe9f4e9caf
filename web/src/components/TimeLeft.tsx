import { HourglassOutlined, WarningOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

const HOUR = 60;
const DAY = 24 * HOUR;
/** Less than this is soon. */
const SOON_MINUTES = 8 * HOUR;

/** Working time left, in words with a sign and a colour: past, soon or enough. */
export function TimeLeft({ minutes }: { minutes: number | null }) {
  const { t } = useTranslation();
  if (minutes === null) return null;
  const size = Math.abs(minutes);
  const [days, hours] = [Math.floor(size / DAY), Math.floor((size % DAY) / HOUR)];
  const length =
    days > 0
      ? t('task.daysHours', { days, hours })
      : hours > 0
        ? t('task.hours', { hours })
        : t('task.minutes', { minutes: size });
  if (minutes < 0)
    return (
      <Tag color="red" icon={<WarningOutlined />}>
        {t('task.lateBy', { length })}
      </Tag>
    );
  if (minutes < SOON_MINUTES)
    return (
      <Tag color="orange" icon={<HourglassOutlined />}>
        {t('task.leftSoon', { length })}
      </Tag>
    );
  return <Tag color="green">{t('task.left', { length })}</Tag>;
}
