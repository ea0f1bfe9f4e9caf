import { Global, Module } from '@nestjs/common';
import { ChannelEntriesModule } from '../channels/channel-entries.module';
import { CitizenMessages } from './citizen-messages.service';
import { NotificationsService } from './notifications.service';
import { HttpSmsSender, NoSmsSender, SmsSender } from './sms-sender';

@Global()
@Module({
  imports: [ChannelEntriesModule],
  providers: [
    CitizenMessages,
    NotificationsService,
    {
      provide: SmsSender,
      useFactory: () => {
        const url = process.env.HOTLINE_SMS_URL;
        return url ? new HttpSmsSender(url, process.env.HOTLINE_SMS_TOKEN) : new NoSmsSender();
      },
    },
  ],
  exports: [CitizenMessages, NotificationsService],
})
export class NotificationsModule {}
