import { join } from 'node:path';
import { z } from 'zod';
import type { HotlineConfig } from '../config/hotline-config';
import { MAIN_BODY } from '../config/schema';
import { ConfigError, readYaml } from '../config/yaml-file';

/** Injection token of what config/channels.yaml says. */
export const CHANNELS = Symbol('CHANNELS');

/** The adapters that there are: how a provider's request is checked and read. */
export const ADAPTER_NAMES = ['cti', 'sms', 'mail', 'wechat', 'weibo', 'form'] as const;
export type AdapterName = (typeof ADAPTER_NAMES)[number];

/** The channels that come in through an adapter (D3 第二条); a letter is registered by an agent. */
export const INBOUND_CHANNELS = ['phone', 'sms', 'mailbox', 'wechat', 'weibo', 'app', 'web'] as const;
export type InboundChannel = (typeof INBOUND_CHANNELS)[number];

const entry = z.strictObject({
  channel: z
    .enum(INBOUND_CHANNELS)
    .optional()
    .describe('The channel that cases come in by; the entry’s own name where it is missing'),
  body: z.string().default(MAIN_BODY).describe('The hotline body whose cases they are'),
  adapter: z.enum(ADAPTER_NAMES).describe('How the provider signs and writes its requests'),
  replaySeconds: z.number().positive().describe('A request whose time differs by more from ours is refused'),
  profile: z.string().optional().describe('Profile of what comes in here; the body’s default where it is missing'),
});

/** config/channels.yaml: an entry is one account, number or mailbox of one body. */
export const channelsSchema = z.strictObject({
  channels: z.record(z.string().regex(/^[a-z][a-z\d-]{0,39}$/), entry),
});
/** Where messages come in: an account, a number or a mailbox, with the channel and the body that it belongs to. */
export type Entry = z.infer<typeof entry> & { name: string; channel: InboundChannel };
export type Entries = ReadonlyMap<string, Entry>;

/** Reads config/channels.yaml; throws ConfigError with file, line and key of what is wrong. */
export function readChannels(
  folder: string,
  config: Pick<HotlineConfig, 'bodies' | 'profileNames'>,
): Map<string, Entry> {
  const { channels } = readYaml(join(folder, 'channels.yaml'), 'config/channels.yaml', channelsSchema);
  const findings: string[] = [];
  const entries = new Map<string, Entry>();
  for (const [name, settings] of Object.entries(channels)) {
    const at = `config/channels.yaml: channels.${name}`;
    const channel = settings.channel ?? INBOUND_CHANNELS.find((one) => one === name);
    if (!channel) findings.push(`${at}.channel: must be one of ${INBOUND_CHANNELS.join(', ')}`);
    if (!config.bodies.some(({ code }) => code === settings.body)) {
      findings.push(`${at}.body: there is no "${settings.body}"`);
    }
    if (settings.profile !== undefined && !config.profileNames.includes(settings.profile)) {
      findings.push(`${at}.profile: there is no "${settings.profile}"`);
    }
    if (channel) entries.set(name, { ...settings, name, channel });
  }
  if (findings.length > 0) throw new ConfigError(findings);
  return entries;
}

/** What a provider shares with us, from HOTLINE_CHANNEL_<NAME>_<WHAT>; an entry without a secret is closed. */
export function sharedWith(
  { name }: Pick<Entry, 'name'>,
  what: 'SECRET' | 'AES_KEY' | 'IMAP_URL' | 'APP_ID' | 'APP_SECRET' | 'ACCESS_TOKEN' | 'SMTP_URL' | 'API_URL',
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return environment[`HOTLINE_CHANNEL_${name.toUpperCase().replaceAll('-', '_')}_${what}`] || undefined;
}
