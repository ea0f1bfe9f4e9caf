import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Effect } from './effect.entity';
import { EffectsService } from './effects.service';
import { EngineOutbox } from './engine-outbox.entity';
import { OutboxService } from './outbox.service';

/** What makes our transactions and the engine agree: messages out, effects once. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([EngineOutbox, Effect])],
  providers: [OutboxService, EffectsService],
  exports: [OutboxService, EffectsService],
})
export class OutboxModule {}
