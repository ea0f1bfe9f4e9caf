import { Global, Module } from '@nestjs/common';
import { NotificationsService } from './notifications.service';
import { HttpSmsSender, NoSmsSender, SmsSender } from './sms-sender';

@Global()
@Module({
  providers: [
    NotificationsService,
    {
      provide: SmsSender,
      useFactory: () => {
        const url = process.env.HOTLINE_SMS_URL;
        return url ? new HttpSmsSender(url, process.env.HOTLINE_SMS_TOKEN) : new NoSmsSender();
      },
    },
  ],
  exports: [NotificationsService],
})
export class NotificationsModule {}
