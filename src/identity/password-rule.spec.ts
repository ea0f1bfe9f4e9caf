import { passwordFindings } from './password-rule';

const rule = { minLength: 12, kinds: 3 };

describe('a new password', () => {
  it.each([
    ['eleven letters', 'Yunhu-2026-', ['too-short']],
    ['twelve letters of three kinds', 'Yunhu-2026-x', []],
    ['characters count as one each', '云湖热线二六年冬-Aa1', []],
    ['small letters only', 'yunhuyunhuyunhu', ['too-few-kinds']],
    ['small letters and digits', 'yunhu2026yunhu', ['too-few-kinds']],
    ['the name in it, in whatever case', 'Zhang-SAN-2026-x', ['holds-name']],
    ['a common word with a year', 'Password-123!', ['too-common']],
    ['two common words', 'Admin12345!Admin', ['too-common']],
    ['the one it was', 'Current-2026-x', ['unchanged']],
    ['nothing', '', ['too-short', 'too-few-kinds', 'too-common']],
  ])('%s', (_what, password, findings) => {
    expect(passwordFindings(password, { username: 'zhang-san', current: 'Current-2026-x', rule })).toEqual(findings);
  });
});
