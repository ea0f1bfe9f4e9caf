import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock';
import { Problem } from '../problems/problem';
import { ADAPTERS } from './adapters';
import { CallsService } from './calls.service';
import type { ProviderRequest } from './channel-adapter';
import { CHANNELS, type Entries, sharedWith } from './channels-config';
import { InboundService } from './inbound.service';

const SECOND_MS = 1000;

/** Takes what providers send: checked and read by the channel's adapter, then kept through the door that it belongs to. */
@Injectable()
export class ChannelsService {
  constructor(
    @Inject(CHANNELS) private readonly entries: Entries,
    private readonly clock: Clock,
    private readonly calls: CallsService,
    private readonly inbound: InboundService,
  ) {}

  /** Takes one request, and gives what the provider expects to hear. An entry without a secret is closed. */
  async receive(name: string, request: ProviderRequest): Promise<{ type: string; body: string }> {
    const entry = this.entries.get(name);
    if (!entry) throw new Problem('not-found');
    const secret = sharedWith(entry, 'SECRET');
    if (!secret) throw new Problem('channel-closed');
    const adapter = ADAPTERS[entry.adapter];
    const terms = { secret, replayMs: entry.replaySeconds * SECOND_MS, aesKey: sharedWith(entry, 'AES_KEY') };
    const inbound = await adapter.accept(request, terms, this.clock.now());
    if (inbound.kind === 'greeting') return { type: 'text/plain', body: inbound.answer };
    if (inbound.kind === 'call') await this.calls.record(inbound, entry);
    else await this.inbound.take(entry, inbound);
    return adapter.thanks;
  }
}
