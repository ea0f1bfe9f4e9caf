import { renderPdf } from '../pdf/render-pdf';
import { annualDocument } from './annual-document';
import type { AnnualFigures } from './annual-report.entity';

const figures: AnnualFigures = {
  received: 120,
  archived: 100,
  redone: 7,
  byMonth: { '2025-01': 50, '2025-12': 70 },
  byChannel: { phone: 80, wechat: 40 },
  byType: { complain: 60, unknown: 3 },
  byCategory: { environment: 120 },
  byDisposal: { transfer: 120 },
  bySatisfaction: { satisfied: 90, unknown: 10 },
  byGround: { overdue: 4 },
  assignments: { done: 80, onTime: 72, late: 8 },
  hotspots: { found: 2, closed: 1 },
  measures: [
    {
      day: 'total',
      measure: 'person-answered',
      numerator: 97,
      denominator: 100,
      rate: 0.97,
      target: 0.95,
      met: true,
      excluded: 3,
    },
    {
      day: 'total',
      measure: 'sms-replied',
      numerator: 0,
      denominator: 0,
      rate: null,
      target: 1,
      met: null,
      excluded: 0,
    },
  ],
  units: [
    {
      rank: 1,
      unit: 'town',
      name: '城关镇',
      score: 92.5,
      onTimeRate: 0.9,
      signInRate: 1,
      returnRate: 0,
      satisfactionRate: 0.95,
      redoRate: null,
    },
  ],
};
const names = { body: '云湖市', category: (code: string) => (code === 'environment' ? '环境问题' : code) };

describe('the annual report (D3 第九条)', () => {
  const parts = annualDocument(2025, figures, names);
  const text = JSON.stringify(parts);

  it('says the year in words, with every figure that the standing committee asks for', () => {
    expect(parts[0]!.blocks[0]).toEqual({ kind: 'title', text: '云湖市2025年度工作报告' });
    for (const figure of ['120', '100', '90%', '7 件', '2 个', '1 个']) expect(text).toContain(figure);
  });

  it('has charts by month, channel, type, category, disposal, satisfaction and ground, in words and not in codes', () => {
    const charts = parts.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'bars'));
    expect(charts).toHaveLength(7);
    for (const label of [
      '1 月',
      '12 月',
      '电话',
      '微信',
      '投诉',
      '未分类',
      '环境问题',
      '转办',
      '满意',
      '尚无评价',
      '逾期未办结',
    ]) {
      expect(text).toContain(label);
    }
    expect(text).not.toMatch(/"label":"[a-z-]+"/);
  });

  it('has the measures with target and exclusions, and the units ranked; what was not measured is a dash', () => {
    expect(text).toContain('人工接通率');
    expect(text).toContain('97%');
    expect(text).toContain('城关镇');
    expect(text).toContain('—');
  });

  it('becomes a PDF', async () => {
    const pdf = await renderPdf(parts, { title: '年度报告', author: '云湖市', at: new Date('2026-01-10T01:00:00Z') });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(10_000);
  });
});
