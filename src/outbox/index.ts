export { idFrom } from './deterministic-id';
export { EffectsService } from './effects.service';
export { OutboxModule } from './outbox.module';
export { OutboxService, type OutboxMessage } from './outbox.service';
