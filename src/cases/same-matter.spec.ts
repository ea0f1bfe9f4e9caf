import { callerOf, matterOf } from './same-matter';

describe('the same citizen and matter', () => {
  it.each([
    ['spaces and punctuation', '路灯坏了，没人修！', '路灯坏了 没人修', true],
    ['full-width letters and digits', '３号楼Ａ座漏水', '3号楼a座漏水', true],
    ['line breaks', '路灯坏了\n没人修', '路灯坏了没人修', true],
    ['another place', '3号楼漏水', '4号楼漏水', false],
    ['something added is another message: a person decides what it means', '路灯坏了', '路灯坏了，还有垃圾', false],
  ])('a matter: %s', (_what, one, other, same) => {
    expect(matterOf(one) === matterOf(other)).toBe(same);
  });

  it.each([
    ['hyphens and spaces', '138-0000 0001', '13800000001'],
    ['China’s country code', '+86 13800000001', '13800000001'],
    ['the same, dialled', '008613800000001', '13800000001'],
    ['a number that only begins so', '8612345', '8612345'],
    ['a landline', '(0531) 12345678', '053112345678'],
    ['no number', '', null],
    ['none at all', undefined, null],
  ])('a caller: %s', (_what, phone, caller) => {
    expect(callerOf(phone)).toBe(caller);
  });
});
