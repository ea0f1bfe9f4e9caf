import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { EngineClient } from '../../engine';

/** What a supervisor of processes asks: alive, and able to work. */
@Controller('health')
export class HealthController {
  constructor(private readonly engine: EngineClient) {}

  /** The process answers; says nothing of what it needs. */
  @Get('live')
  live(): { status: string } {
    return { status: 'UP' };
  }

  /** The engine behind the Camunda 8 API answers too; 503 until it does. */
  @Get('ready')
  async ready(): Promise<{ status: string }> {
    if (!(await this.engine.ready())) {
      throw new ServiceUnavailableException('The process engine does not answer');
    }
    return { status: 'UP' };
  }
}
