import { Controller, Get, Param, ParseIntPipe, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { Problem } from '../../problems/problem';
import type { AnnualReport } from '../../reports/annual-report.entity';
import { ReportsService } from '../../reports/reports.service';

/** Years that can be asked for. */
const [FIRST_YEAR, LAST_YEAR] = [2000, 2999];

/** Annual reports (D3 第九条). */
@ApiTags('reports')
@ApiBearerAuth()
@Controller('reports/annual')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  /** The body's annual reports, the newest year first. */
  @Get()
  @Needs('report.read')
  @ApiOperation({ summary: 'List annual reports' })
  list(@Me() principal: Principal): Promise<AnnualReport[]> {
    return this.reports.list(principal.body);
  }

  /** The document of a year (PDF), with its tables and charts. */
  @Get(':year/document')
  @Needs('report.read')
  @ApiOperation({ summary: 'Document of an annual report' })
  async document(
    @Param('year', ParseIntPipe) year: number,
    @Me() principal: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const pdf = await this.reports.document(principal.body, year);
    response.attachment(`annual-report-${year}.pdf`).type('application/pdf');
    return new StreamableFile(pdf);
  }

  /** The document of a year as it would be compiled now (PDF); nothing is kept. */
  @Get(':year/preview')
  @Needs('report.read')
  @ApiOperation({ summary: 'Preview an annual report' })
  async preview(
    @Param('year', ParseIntPipe) year: number,
    @Me() principal: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    if (year < FIRST_YEAR || year > LAST_YEAR) throw new Problem('not-found');
    const pdf = await this.reports.preview(principal.body, year);
    response.attachment(`annual-report-${year}-preview.pdf`).type('application/pdf');
    return new StreamableFile(pdf);
  }
}
