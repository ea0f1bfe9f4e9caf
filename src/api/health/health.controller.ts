import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { DeploymentService, EngineClient } from '../../engine';
import { Public } from '../../identity/guard';
import { Problem } from '../../problems/problem';

/** What a supervisor of processes asks: alive, and able to work. */
@ApiTags('health')
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: EngineClient,
    private readonly deployments: DeploymentService,
  ) {}

  /** The process answers; says nothing of what it needs. */
  @Get('live')
  @ApiOperation({ summary: 'Alive' })
  live(): { status: string } {
    return { status: 'UP' };
  }

  /** Database and engine answer and the diagrams are deployed; 503 `not-ready` with what is missing until then. */
  @Get('ready')
  @ApiOperation({ summary: 'Ready' })
  async ready(): Promise<{ status: string }> {
    const database = await this.dataSource.query('SELECT 1').then(
      () => true,
      () => false,
    );
    const engine = await this.engine.ready();
    const deployed = this.deployments.ready || process.env.HOTLINE_DEPLOY === 'off';
    const missing = Object.entries({ database, engine, deployed }).filter(([, up]) => !up);
    if (missing.length > 0) throw new Problem('not-ready', {}, { missing: missing.map(([name]) => name) });
    return { status: 'UP' };
  }
}
