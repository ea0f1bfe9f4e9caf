import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { BatchesService, type BatchView } from '../../monitor/batches.service';
import { KeyPipe } from '../common/key.pipe';
import { BatchDto, MigrateBatchDto, ModifyBatchDto, RetryBatchDto } from './batches.dto';

/** Commands to many instances at once: the engine does them in the background, one asks how far it is. */
@ApiTags('monitor')
@ApiBearerAuth()
@Controller('monitor/batches')
export class BatchesController {
  constructor(private readonly batches: BatchesService) {}

  /** Ends instances. */
  @Post('cancellation')
  @HttpCode(202)
  @Needs('monitor.operate')
  @ApiOperation({ summary: 'Cancel many instances' })
  cancel(@Body() filter: BatchDto, @Me() { username }: Principal): Promise<{ key: string }> {
    return this.batches.start(filter, { kind: 'cancel' }, username);
  }

  /** Moves instances to another version. */
  @Post('migration')
  @HttpCode(202)
  @Needs('process.migrate')
  @ApiOperation({ summary: 'Migrate many instances' })
  migrate(
    @Body() { targetKey, mappings, ...filter }: MigrateBatchDto,
    @Me() { username }: Principal,
  ): Promise<{ key: string }> {
    return this.batches.start(filter, { kind: 'migrate', targetKey, mappings }, username);
  }

  /** Moves tokens from elements to elements. */
  @Post('modification')
  @HttpCode(202)
  @Needs('monitor.operate')
  @ApiOperation({ summary: 'Modify many instances' })
  modify(@Body() { moves, ...filter }: ModifyBatchDto, @Me() { username }: Principal): Promise<{ key: string }> {
    return this.batches.start(filter, { kind: 'modify', moves }, username);
  }

  /** Tries what stands at an incident again: in the instances that are named, or in all. */
  @Post('incident-resolution')
  @HttpCode(202)
  @Needs('monitor.operate')
  @ApiOperation({ summary: 'Retry many incidents' })
  retry(@Body() { keys }: RetryBatchDto, @Me() { username }: Principal): Promise<{ key: string }> {
    return this.batches.start({ keys, hasIncident: true }, { kind: 'retry' }, username);
  }

  /** How far a batch is, and what failed. */
  @Get(':key')
  @Needs('monitor.read')
  @ApiOperation({ summary: 'Progress of a batch' })
  progress(@Param('key', KeyPipe) key: string): Promise<BatchView> {
    return this.batches.view(key);
  }

  /** Stops a batch; what is done stays done. */
  @Post(':key/stop')
  @HttpCode(204)
  @Needs('process.migrate')
  @ApiOperation({ summary: 'Stop a batch' })
  stop(@Param('key', KeyPipe) key: string, @Me() { username }: Principal): Promise<void> {
    return this.batches.stop(key, username);
  }
}
