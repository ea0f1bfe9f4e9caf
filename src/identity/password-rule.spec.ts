import { passwordFindings } from './password-rule';

const rule = { minLength: 12, kinds: 3, score: 4 };
const who = { username: 'zhang-san', name: '话务员 张敏', current: 'Current-2026-x', rule };

describe('a new password', () => {
  it.each([
    ['eleven characters', 'Mq7-wtKv2-p', ['too-short']],
    ['twelve characters of three kinds', 'Yunhu-2026-x', []],
    ['characters count as one each', '云湖政务二六年冬-Aa1', []],
    ['small letters only', 'mqzwtkvbnphx', ['too-few-kinds']],
    ['small letters and digits', 'mq7wtkv2nphx', ['too-few-kinds']],
    ['the account in it, in whatever case', 'Qx-Zhang-SAN-7w-Rk', ['holds-name']],
    ['the name in it', '张敏-Kq7-wR2-vT9', ['holds-name']],
    ['a common word with a year', 'Password-2026!', ['easily-guessed']],
    ['our own number', 'Hotline-12345!', ['easily-guessed']],
    ['a walk over the keyboard', '1qaz@WSX3edc', ['easily-guessed']],
    ['one letter, many times', 'Aa1aaaaaaaaaaaaaaaa', ['easily-guessed']],
    ['the one it was', 'Current-2026-x', ['unchanged']],
    ['nothing', '', ['too-short', 'too-few-kinds', 'easily-guessed']],
  ])('%s: %s', (_what, password, findings) => {
    expect(passwordFindings(password, who)).toEqual(findings);
  });

  it('takes no longer the longer it is: it is not counted to its end', () => {
    expect(passwordFindings(`Kq7-wR2-vT9${'x'.repeat(100_000)}`, who)).toEqual([]);
  });
});
