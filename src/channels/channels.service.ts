import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock';
import { Problem } from '../problems/problem';
import { ADAPTERS } from './adapters';
import { CallsService } from './calls.service';
import type { ProviderRequest } from './channel-adapter';
import { type ChannelsSettings, type InboundChannel, secretOf } from './channels-config';
import { InboundService } from './inbound.service';

/** Injection token of what config/channels.yaml says. */
export const CHANNELS = Symbol('CHANNELS');

const SECOND_MS = 1000;

/** Takes what providers send: checked and read by the channel's adapter, then kept through the door that it belongs to. */
@Injectable()
export class ChannelsService {
  constructor(
    @Inject(CHANNELS) private readonly channels: ChannelsSettings,
    private readonly clock: Clock,
    private readonly calls: CallsService,
    private readonly inbound: InboundService,
  ) {}

  /** Takes one request, and gives what the provider expects to hear. A channel without a secret is closed. */
  async receive(name: InboundChannel, request: ProviderRequest): Promise<{ type: string; body: string }> {
    const settings = this.channels[name];
    const secret = secretOf(name);
    if (!settings || !secret) throw new Problem('channel-closed');
    const adapter = ADAPTERS[settings.adapter];
    const terms = { secret, replayMs: settings.replaySeconds * SECOND_MS };
    const inbound = await adapter.accept(request, terms, this.clock.now());
    if (inbound.kind === 'greeting') return { type: 'text/plain', body: inbound.answer };
    if (inbound.kind === 'call') await this.calls.record(inbound);
    else await this.inbound.take(name, inbound, settings.profile);
    return adapter.thanks;
  }
}
