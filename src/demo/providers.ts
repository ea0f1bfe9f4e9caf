import { callHistory, callOfCase, type DemoCall, eventsOf } from './calls';
import { type DemoClient, Refused } from './client';
import type { Sample } from './samples';

/** What the telephone system and the provider of text messages sign with; a channel without one is not played. */
export interface ProviderSecrets {
  phone?: string;
  sms?: string;
}

/** What a case is called, and the code that is told to whom registers it; a text message's code only the citizen is told. */
export interface Registered {
  id: string;
  number: string;
  queryCode: string;
}

interface Exclusion {
  periodFrom: string;
  withdrawnAt: string | null;
}

/** What the channels take for a number. */
const NUMBER = /^\+?[\d\- ]{3,30}$/;
const REPLY = '您好，您反映的事项已登记，正在办理，请留意回访。';

/** The telephone system and the provider of text messages of a demonstration, through the channels that they sign for. */
export class Providers {
  /** Calls that were told of. */
  calls = 0;
  private line: string | undefined;

  constructor(
    private readonly client: DemoClient,
    private readonly run: string,
    private readonly secrets: ProviderSecrets,
  ) {}

  /** About so many calls of the last month, and the record that leaves out the hours in which the telephone system was out of order. */
  async playMonth(number: number, concurrency: number): Promise<void> {
    if (this.secrets.phone === undefined) return;
    const { timeZone } = await this.client.ask<{ timeZone: string }>('/public/settings');
    const [own] = await this.client.get<{ lines: string[] }[]>('supervisor', '/kpi/bodies');
    this.line = own?.lines[0];
    if (number === 0) return;
    const { calls, outage } = callHistory(this.run, number, new Date(), timeZone);
    const waiting = calls.values();
    const worker = async (): Promise<void> => {
      for (const call of waiting) await this.tellOf(call);
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    const from = outage.from.toISOString();
    const known = await this.client.get<Exclusion[]>('supervisor', '/kpi/exclusions');
    if (known.some(({ periodFrom, withdrawnAt }) => periodFrom === from && !withdrawnAt)) return;
    await this.client.post('supervisor', '/kpi/exclusions', {
      scope: 'calls',
      from,
      to: outage.to.toISOString(),
      reason: 'system-fault',
      note: '电话交换机故障，已由运营商修复。',
    });
  }

  /** Registers a message as it comes in: during a call, as a text message, or by an agent who takes it down. */
  async register(index: number, message: Omit<Sample, 'plot'>): Promise<Registered> {
    const { phone, sms } = this.secrets;
    const from = NUMBER.test(message.citizen?.phone ?? '') ? message.citizen!.phone : undefined;
    if (message.channel === 'sms' && sms !== undefined && from !== undefined) {
      return this.takeText(index, from, message.content, sms);
    }
    const key = { 'idempotency-key': `demo-${this.run}-${index}` };
    const called = phone !== undefined && (message.channel ?? 'phone') === 'phone';
    if (!called) return this.client.post('agent', '/cases', message, key);
    const call = callOfCase(this.run, index, from, new Date());
    await this.tellOf(call);
    return this.client.post('agent', '/cases', { ...message, callId: call.callId }, key);
  }

  private async takeText(index: number, from: string, text: string, secret: string): Promise<Registered> {
    const messageId = `demo-${this.run}-${index}`;
    await this.client.tellChannel('sms', { messageId, from, text }, secret);
    const messages = await this.client.get<{ id: string; messageId: string; caseId: string }[]>(
      'agent',
      '/messages?channel=sms',
    );
    const { id, caseId } = messages.find((one) => one.messageId === messageId)!;
    await this.client.post('agent', `/messages/${id}/reply`, { text: REPLY }).catch((error: unknown) => {
      // the first try came through, its answer did not
      if (!(error instanceof Refused) || error.code !== 'message-settled') throw error;
    });
    const { number } = await this.client.get<{ number: string }>('agent', `/cases/${caseId}`);
    return { id: caseId, number, queryCode: '' };
  }

  private async tellOf(call: DemoCall): Promise<void> {
    for (const event of eventsOf(call, this.line)) await this.client.tellChannel('phone', event, this.secrets.phone!);
    this.calls += 1;
  }
}
