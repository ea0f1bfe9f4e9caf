import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { HotlineConfig } from '../../config/hotline-config';
import type { HotlineBody } from '../../config/schema';
import { translate } from '../../i18n/i18n';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import type { UnitAssessment } from '../../kpi/assessment';
import type { KpiRow } from '../../kpi/kpi';
import type { KpiExclusion } from '../../kpi/kpi-exclusion.entity';
import { KpiRecordsService } from '../../kpi/kpi-records.service';
import { KpiService, type Period } from '../../kpi/kpi.service';
import { csvOf, type Sheet, xlsxOf } from '../../kpi/sheet';
import { Problem } from '../../problems/problem';
import { IdPipe } from '../common/id.pipe';
import { ExclusionDto, FiguresQuery, MeasuresQuery, type PeriodQuery } from './kpi.dto';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The measures of D1 一(二) and the assessment of units, to read and to take away. */
@ApiTags('kpi')
@ApiBearerAuth()
@Controller('kpi')
export class KpiController {
  constructor(
    private readonly kpi: KpiService,
    private readonly records: KpiRecordsService,
    private readonly config: HotlineConfig,
  ) {}

  /** Each measure for each local day and for the period, as JSON, CSV or XLSX. */
  @Get()
  @Needs('kpi.read')
  @ApiOperation({ summary: 'Measures of a period' })
  async measures(
    @Query() query: MeasuresQuery,
    @Me() principal: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const body = this.bodyOf(query, principal);
    if (query.line !== undefined && !body.lines.includes(query.line)) throw notAChoice('line');
    const measured = await this.kpi.measures(this.periodOf(query), body.code, query.line);
    return this.answer(response, query, measured, () => sheetOfMeasures([...measured.days, ...measured.total]));
  }

  /** The units ranked by what they did with the handling orders of the period, as JSON, CSV or XLSX. */
  @Get('assessment')
  @Needs('kpi.read')
  @ApiOperation({ summary: 'Assessment of units' })
  async assessment(
    @Query() query: FiguresQuery,
    @Me() principal: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const units = await this.kpi.assessment(this.periodOf(query), this.bodyOf(query, principal).code);
    return this.answer(response, query, units, () => sheetOfUnits(units));
  }

  /** The bodies whose figures one may read, one's own first, with their telephone lines. */
  @Get('bodies')
  @Needs('kpi.read')
  @ApiOperation({ summary: 'Bodies whose measures may be read' })
  bodies(@Me() { body }: Principal): Pick<HotlineBody, 'code' | 'name' | 'lines'>[] {
    const readable = [this.config.body(body), ...this.config.bodiesBelow(body)];
    return readable.map(({ code, name, lines }) => ({ code, name, lines }));
  }

  /** Leaves a period out of the measures, on record with its reason. */
  @Post('exclusions')
  @Needs('kpi.exclude')
  @ApiOperation({ summary: 'Exclude a period' })
  exclude(@Body() body: ExclusionDto, @Me() principal: Principal): Promise<{ id: string }> {
    return this.records.exclude(
      { ...body, body: principal.body, from: new Date(body.from), to: new Date(body.to) },
      principal.username,
    );
  }

  /** Every exclusion, with those that were withdrawn. */
  @Get('exclusions')
  @Needs('kpi.read')
  @ApiOperation({ summary: 'Exclusions' })
  exclusions(@Me() principal: Principal): Promise<KpiExclusion[]> {
    return this.records.exclusions(principal.body);
  }

  /** Takes an exclusion back; it stays on record. */
  @Post('exclusions/:id/withdrawal')
  @Needs('kpi.exclude')
  @HttpCode(204)
  @ApiOperation({ summary: 'Withdraw an exclusion' })
  withdraw(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<void> {
    return this.records.withdraw(principal.body, id, principal.username);
  }

  /** The body whose figures are asked for: one's own, or one below it. */
  private bodyOf({ body }: FiguresQuery, principal: Principal): HotlineBody {
    const codes = [principal.body, ...this.config.bodiesBelow(principal.body).map(({ code }) => code)];
    if (body !== undefined && !codes.includes(body)) throw notAChoice('body');
    return this.config.body(body ?? principal.body);
  }

  /** Local days as instants: both ends of the query belong to the period. */
  private periodOf({ from, to }: PeriodQuery): Period {
    const zone = this.config.timeZone;
    const period = {
      from: new Date(startOf(from, zone).getTime()),
      to: new Date(addDays(startOf(to, zone), 1).getTime()),
    };
    if (period.from >= period.to) throw new Problem('period-empty');
    return period;
  }

  private async answer(response: Response, query: PeriodQuery, json: unknown, sheet: () => Sheet): Promise<unknown> {
    if (query.format === 'json') return json;
    const made = sheet();
    response.attachment(`${made.name}-${query.from}-${query.to}.${query.format}`);
    response.type(query.format === 'csv' ? 'text/csv; charset=utf-8' : XLSX);
    response.end(query.format === 'csv' ? csvOf(made) : await xlsxOf(made));
    return undefined;
  }
}

function notAChoice(field: string): Problem {
  return new Problem('validation-failed', {}, { errors: [{ field, code: 'not-a-choice' }] });
}

function startOf(day: string, zone: string): TZDate {
  const [year, month, date] = day.split('-').map(Number);
  return new TZDate(year!, month! - 1, date!, zone);
}

/** The columns that hold shares of 1. */
function sharesAmong(head: string[]): number[] {
  return head.flatMap((column, at) => (/^target$|rate$/i.test(column) ? [at] : []));
}

function sheetOfMeasures(rows: KpiRow[]): Sheet {
  const head = ['day', 'measure', 'numerator', 'denominator', 'rate', 'target', 'met', 'excluded'];
  return {
    name: 'kpi',
    head: head.map((column) => translate(`kpi.column.${column}`)),
    shares: sharesAmong(head),
    rows: rows.map((row) => [
      row.day === 'total' ? translate('kpi.total') : row.day,
      translate(`kpi.measure.${row.measure}`),
      row.numerator,
      row.denominator,
      row.rate,
      row.target,
      row.met,
      row.excluded,
    ]),
  };
}

function sheetOfUnits(units: (UnitAssessment & { name: string })[]): Sheet {
  const head = ['rank', 'unit', 'score', 'onTimeRate', 'signInRate', 'returnRate', 'satisfactionRate', 'redoRate'];
  return {
    name: 'assessment',
    head: head.map((column) => translate(`kpi.column.${column}`)),
    shares: sharesAmong(head),
    rows: units.map((one) => [
      one.rank,
      one.name,
      one.score,
      one.onTimeRate,
      one.signInRate,
      one.returnRate,
      one.satisfactionRate,
      one.redoRate,
    ]),
  };
}
