import { citizenAddress } from './citizen-address';

const PHONE = '13800000001';
const wechat = { account: 'wechat', sender: 'o1' };
const text = { account: null, to: PHONE, fallback: null };

describe('how a citizen is told (D7 第五条, D9 第二、三步)', () => {
  it.each([
    { why: 'called: by text message', came: null, phone: PHONE, speaks: [], to: text },
    {
      why: 'by the channel they came by',
      came: wechat,
      phone: null,
      speaks: ['wechat'],
      to: { account: 'wechat', to: 'o1', fallback: null },
    },
    {
      why: 'by that channel first, by text message where it fails',
      came: wechat,
      phone: PHONE,
      speaks: ['wechat'],
      to: { account: 'wechat', to: 'o1', fallback: PHONE },
    },
    { why: 'its account only listens: by text message', came: wechat, phone: PHONE, speaks: [], to: text },
    {
      why: 'another body’s account speaks, theirs does not',
      came: wechat,
      phone: PHONE,
      speaks: ['wechat-city'],
      to: text,
    },
    {
      why: 'kept before accounts were: by text message',
      came: { account: null, sender: 'o1' },
      phone: PHONE,
      speaks: ['wechat'],
      to: text,
    },
    { why: 'no way leads there', came: wechat, phone: null, speaks: [], to: undefined },
    { why: 'nobody knows who it was', came: null, phone: null, speaks: ['wechat'], to: undefined },
  ])('$why', ({ came, phone, speaks, to }) => {
    expect(citizenAddress(came, phone, (account) => (speaks as string[]).includes(account))).toEqual(to);
  });
});
