import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../../identity/guard';
import type { AnnualReport } from '../../reports/annual-report.entity';
import { ReportsService } from '../../reports/reports.service';

/** Annual reports (D3 第九条). */
@ApiTags('reports')
@ApiBearerAuth()
@Controller('reports/annual')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  /** All annual reports, the newest year first. */
  @Get()
  @Needs('report.read')
  @ApiOperation({ summary: 'List annual reports' })
  list(): Promise<AnnualReport[]> {
    return this.reports.list();
  }
}
