import { Module } from '@nestjs/common';
import { ConfigWatch } from '../config/config-watch';
import { CHANNELS, type Entry, readChannels } from './channels-config';
import { AccountSenders } from './senders';

/** What config/channels.yaml says, for those who take messages and those who send them. */
@Module({
  providers: [
    AccountSenders,
    {
      provide: CHANNELS,
      useFactory: (watch: ConfigWatch) =>
        watch.follow<Map<string, Entry>>(readChannels, (current, next) => {
          current.clear();
          for (const [name, entry] of next) current.set(name, entry);
        }),
      inject: [ConfigWatch],
    },
  ],
  exports: [AccountSenders, CHANNELS],
})
export class ChannelEntriesModule {}
