import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module';
import { CallsService } from './calls.service';
import { ChannelEntriesModule } from './channel-entries.module';
import { ChannelsService } from './channels.service';
import { CitizenSubmissions } from './citizen-submissions.service';
import { InboundService } from './inbound.service';
import { MailboxPoller } from './mailbox-poller';

/** What comes in from outside: calls, text messages, mails, forms, WeChat and Weibo (D3 第二条). */
@Module({
  imports: [CasesModule, ChannelEntriesModule],
  providers: [CallsService, ChannelsService, CitizenSubmissions, InboundService, MailboxPoller],
  exports: [CallsService, ChannelsService, CitizenSubmissions, InboundService],
})
export class ChannelsModule {}
