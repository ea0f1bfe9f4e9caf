import { Module } from '@nestjs/common';
import { configFolder } from '../config/config.module';
import { HotlineConfig } from '../config/hotline-config';
import { CasesModule } from '../cases/cases.module';
import { CallsService } from './calls.service';
import { readChannels } from './channels-config';
import { CHANNELS, ChannelsService } from './channels.service';
import { CitizenSubmissions } from './citizen-submissions.service';
import { InboundService } from './inbound.service';
import { MailboxPoller } from './mailbox-poller';

/** What comes in from outside: calls, text messages, mails, forms, WeChat and Weibo (D3 第二条). */
@Module({
  imports: [CasesModule],
  providers: [
    CallsService,
    ChannelsService,
    CitizenSubmissions,
    InboundService,
    MailboxPoller,
    {
      provide: CHANNELS,
      useFactory: (config: HotlineConfig) => readChannels(configFolder(), config),
      inject: [HotlineConfig],
    },
  ],
  exports: [CallsService, ChannelsService, CitizenSubmissions, InboundService],
})
export class ChannelsModule {}
