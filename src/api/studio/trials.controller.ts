import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HotlineConfig } from '../../config/hotline-config';
import type { Trials } from '../../config/schema';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import type { TrialResult } from '../../studio/trial-result';
import { TrialsService } from '../../studio/trials.service';
import { DecisionTrialDto, FilesDto, TrialDto } from './studio.dto';

/** Dry runs of changed diagrams and tables. */
@ApiTags('studio')
@ApiBearerAuth()
@Needs('studio.edit')
@Controller('studio/trials')
export class TrialsController {
  constructor(
    private readonly trials: TrialsService,
    private readonly config: HotlineConfig,
  ) {}

  /** The sample cases and answers to start from (config/trials.yaml). */
  @Get('samples')
  @ApiOperation({ summary: 'Samples of a dry run' })
  samples(): Trials {
    return this.config.trials;
  }

  /** Would the engine take the files? Null, or its reason. */
  @Post('check')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask the engine whether it would take files' })
  async check(@Body() { resources }: FilesDto): Promise<{ refusal: string | null }> {
    return { refusal: await this.trials.check(resources) };
  }

  /** Runs a sample case through copies of the files; answers within a minute. */
  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Run a sample case' })
  run(@Body() { resources, variables, answers }: TrialDto, @Me() principal: Principal): Promise<TrialResult> {
    return this.trials.run({ resources, variables, answers: answers ?? {}, by: principal.username });
  }

  /** What a changed table answers. */
  @Post('decision')
  @HttpCode(200)
  @ApiOperation({ summary: 'Try a decision table' })
  async decide(@Body() { resource, variables }: DecisionTrialDto): Promise<{ output: unknown }> {
    return { output: await this.trials.decide(resource, variables) };
  }
}
