import type { ThemeConfig } from 'antd';

/** Dark enough that every text on its ground keeps the contrast of WCAG 2.1 AA (4.5 to 1); Ant Design's own is below. */
const QUIET = 'rgba(0, 0, 0, 0.65)';

/** On the dark ground of the head, what the mouse is over gets lighter, not darker. */
export const headTheme: ThemeConfig = { token: { colorPrimaryHover: '#91caff', colorPrimaryActive: '#91caff' } };

/** The look of every page. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0958d9',
    colorPrimaryHover: '#003eb3',
    colorLink: '#0958d9',
    colorInfo: '#0958d9',
    colorError: '#c41d1f',
    colorSuccess: '#237804',
    colorWarning: '#ad4e00',
    // the grounds of messages, which Ant Design would derive from these dark colours as dull ones
    colorSuccessBg: '#f6ffed',
    colorSuccessBorder: '#b7eb8f',
    colorWarningBg: '#fffbe6',
    colorWarningBorder: '#ffe58f',
    colorErrorBg: '#fff2f0',
    colorErrorBorder: '#ffccc7',
    colorTextSecondary: QUIET,
    colorTextTertiary: QUIET,
    colorTextDescription: QUIET,
    colorTextPlaceholder: 'rgba(0, 0, 0, 0.6)',
    colorTextDisabled: 'rgba(0, 0, 0, 0.6)',
    // the words of tags, on Ant Design's light grounds
    blue7: '#0958d9',
    green7: '#237804',
    orange7: '#ad4e00',
    red7: '#a8071a',
    purple7: '#531dab',
  },
  components: { Layout: { headerPadding: '0 16px' } },
};
