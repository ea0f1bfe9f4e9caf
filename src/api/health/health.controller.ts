import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../identity/guard';
import { type Check, Readiness } from '../../observability/readiness';
import { Problem } from '../../problems/problem';

/** What a supervisor of processes asks: alive, and able to work. */
@ApiTags('health')
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process answers; says nothing of what it needs. */
  @Get('live')
  @ApiOperation({ summary: 'Alive' })
  live(): { status: string } {
    return { status: 'UP' };
  }

  /**
   * Database, its schema, gateway, engine, diagrams and disk are as they must be, and the app is not on its way out; 503
   * `not-ready` with each check and what is missing until then.
   */
  @Get('ready')
  @ApiOperation({ summary: 'Ready' })
  async ready(): Promise<{ status: string; checks: Record<Check, boolean> }> {
    const checks = await this.readiness.look();
    const missing = Object.entries(checks).flatMap(([name, up]) => (up ? [] : [name]));
    if (missing.length > 0) throw new Problem('not-ready', {}, { missing, checks });
    return { status: 'UP', checks };
  }
}
