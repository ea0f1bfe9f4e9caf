import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../config/yaml-file';

/** The adapters that there are: how a provider's request is checked and read. */
export const ADAPTER_NAMES = ['cti', 'sms', 'mail', 'wechat', 'weibo', 'form'] as const;
export type AdapterName = (typeof ADAPTER_NAMES)[number];

/** The channels that come in through an adapter (D3 第二条); a letter is registered by an agent. */
export const INBOUND_CHANNELS = ['phone', 'sms', 'mailbox', 'wechat', 'weibo', 'app', 'web'] as const;
export type InboundChannel = (typeof INBOUND_CHANNELS)[number];

const channel = z.strictObject({
  adapter: z.enum(ADAPTER_NAMES).describe('How the provider signs and writes its requests'),
  replaySeconds: z.number().positive().describe('A request whose time differs by more from ours is refused'),
  profile: z.string().optional().describe('Profile of what comes in here; the body’s default where it is missing'),
});

/** config/channels.yaml */
export const channelsSchema = z.strictObject({ channels: z.partialRecord(z.enum(INBOUND_CHANNELS), channel) });
export type ChannelSettings = z.infer<typeof channel>;
export type ChannelsSettings = Partial<Record<InboundChannel, ChannelSettings>>;

/** Reads config/channels.yaml; throws ConfigError with file, line and key of what is wrong. */
export function readChannels(folder: string): ChannelsSettings {
  return readYaml(join(folder, 'channels.yaml'), 'config/channels.yaml', channelsSchema).channels;
}

/** The secret that a channel's provider shares with us; undefined where none is set: such a channel is closed. */
export function secretOf(
  channelName: InboundChannel,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return environment[`HOTLINE_CHANNEL_${channelName.toUpperCase()}_SECRET`] || undefined;
}
