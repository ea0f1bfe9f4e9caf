import { join } from 'node:path';
import { HotlineConfig } from '../config/hotline-config';
import { decideAttachment, isHostileName } from './attachment-rules';

const rules = HotlineConfig.load(join(process.cwd(), 'config')).attachments;
const MEGABYTE = 1024 * 1024;

describe('what may be attached (D7 第五条; D5 一(二))', () => {
  it.each([
    ['a picture with a reply', '现场.jpg', 'image/jpeg', 'reply', 1, 'accepted'],
    ['an ending in capitals', 'IMG_1.JPG', 'image/jpeg', 'reply', 1, 'accepted'],
    ['voice with a reply', '通话.mp3', 'audio/mpeg', 'reply', 30 * MEGABYTE, 'accepted'],
    ['video with a reply, at the limit', '现场.mp4', 'video/mp4', 'reply', 200 * MEGABYTE, 'accepted'],
    [
      'video with a reply, over the limit',
      '现场.mp4',
      'video/mp4',
      'reply',
      200 * MEGABYTE + 1,
      'attachment-too-large',
    ],
    ['a picture over the limit', '现场.png', 'image/png', 'reply', 10 * MEGABYTE + 1, 'attachment-too-large'],
    ['a signed opinion as PDF', '领导意见.pdf', 'application/pdf', 'leader-opinion', 1, 'accepted'],
    ['a signed opinion as a video', '意见.mp4', 'video/mp4', 'leader-opinion', 1, 'attachment-type-refused'],
    ['a program', 'a.exe', 'application/x-msdownload', 'reply', 1, 'attachment-type-refused'],
    ['content that nobody knows', 'a.txt', undefined, 'reply', 1, 'attachment-type-refused'],
    ['a program that says it is a picture', 'a.jpg', 'application/x-msdownload', 'reply', 1, 'attachment-type-refused'],
    ['a picture that says it is a page', 'a.html', 'image/png', 'reply', 1, 'attachment-name-refused'],
    ['an empty file', 'a.png', undefined, 'reply', 0, 'attachment-empty'],
  ] as const)('%s', (_what, name, mediaType, purpose, bytes, code) => {
    expect(decideAttachment({ name, mediaType, purpose, bytes }, rules).code).toBe(code);
  });

  it.each([
    '../a.png',
    '..\\a.png',
    'a/b.png',
    'C:\\a.png',
    '.htaccess',
    '.png',
    'a..png',
    'a.png.',
    ' a.png',
    'a.png ',
    'a\u0000.png',
    'a\n.png',
    'a\u202egnp.png',
    'a\u200b.png',
    'con.png',
    'NUL.png',
    'a|b.png',
    'a.b c',
    'none',
    `${'长'.repeat(150)}.png`,
  ])('refuses the name %j', (name) => {
    expect(isHostileName(name)).toBe(true);
  });

  it.each(['现场照片 1.png', 'a-b_c(2).jpeg', '文件（终稿）.pdf', 'a.b.docx'])('takes the name %j', (name) => {
    expect(isHostileName(name)).toBe(false);
  });
});
