import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CaseQueries } from '../../cases/case-queries';
import { Classifier } from '../../classification';
import { Clock } from '../../clock/clock';
import { HotlineConfig } from '../../config/hotline-config';
import { languageOf } from '../../i18n/i18n';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { Problem } from '../../problems/problem';
import { explained, type ExplainedReason, RoutingService } from '../../routing';
import type { Negotiation } from '../../routing/negotiation.entity';
import { NegotiationsService } from '../../routing/negotiations.service';
import { type RoutingReport, RoutingReportService } from '../../routing/routing-report.service';
import { UnitsService } from '../../units/units.service';
import { IdPipe } from '../common/id.pipe';
import { ProposeUnitsDto, RoutingReportQuery } from './routing.dto';

/** A unit that a case could go to, with what speaks for and against it. */
export interface ProposedUnit {
  unit: string;
  unitName: string;
  /** Lead or co-unit by the rules; null for one that the agent may choose instead. */
  role: 'lead' | 'co' | null;
  points: number | null;
  reasons: ExplainedReason[];
}

/** Who would handle the case as it is typed. */
export interface UnitProposal {
  outcome: 'routed' | 'negotiate' | 'nobody';
  category: string;
  area: string | null;
  units: ProposedUnit[];
  /** Every rule that spoke, in the order in which it did. */
  because: ExplainedReason[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_PERIOD_MS = 30 * DAY_MS;

/** Routing (派单): proposals while an agent types, and how often the rules were wrong. */
@ApiTags('routing')
@ApiBearerAuth()
@Controller()
export class RoutingController {
  constructor(
    private readonly classifier: Classifier,
    private readonly config: HotlineConfig,
    private readonly routing: RoutingService,
    private readonly reports: RoutingReportService,
    private readonly units: UnitsService,
    private readonly clock: Clock,
    private readonly negotiations: NegotiationsService,
    private readonly queries: CaseQueries,
  ) {}

  /**
   * Proposes units for a text that is being typed; keeps nothing. The agent takes another one by registering the case with
   * `units`, which routing learns from.
   */
  @Post('routing/proposals')
  @HttpCode(200)
  @Needs('case.register')
  @ApiOperation({ summary: 'Propose handling units' })
  async propose(
    @Body() body: ProposeUnitsDto,
    @Me() principal: Principal,
    @Headers('accept-language') languages?: string,
  ): Promise<UnitProposal> {
    const profile = body.profile ?? this.config.body(principal.body).profile;
    if (!this.config.profileNames.includes(profile)) throw invalid('profile');
    if (body.category && !this.config.categories.some(({ code }) => code === body.category)) throw invalid('category');
    if (body.area && !this.config.areas.some(({ code }) => code === body.area)) throw invalid('area');
    const proposal = await this.classifier.classify({ title: body.title, content: body.content, channel: 'phone' });
    const found = {
      body: principal.body,
      profile,
      category: body.category ?? proposal.category,
      caseType: body.caseType ?? proposal.caseType,
      urgency: proposal.urgency,
      responseLevel: proposal.responseLevel,
      area: body.area ?? proposal.area,
      text: `${body.title ?? ''}\n${body.content}`,
    };
    const decision = await this.routing.decide(found, await this.routing.rulesFor(found));
    const words = (reasons: typeof decision.because): ExplainedReason[] =>
      reasons.map((reason) => explained(reason, languageOf(languages), this.config));
    const codes = [
      ...decision.assignments.map(({ unit }) => unit),
      ...decision.negotiators,
      ...decision.candidates.map(({ unit }) => unit),
    ];
    return {
      outcome: decision.outcome,
      category: found.category,
      area: found.area,
      units: [...new Set(codes)].map((unit) => {
        const ranked = decision.candidates.find((one) => one.unit === unit);
        const spoke = decision.because.filter(
          (reason) => reason.units.includes(unit) && !(ranked?.reasons ?? []).includes(reason),
        );
        return {
          unit,
          unitName: this.units.get(unit).name,
          role: decision.assignments.find((one) => one.unit === unit)?.role ?? null,
          points: ranked?.points ?? null,
          reasons: words([...spoke, ...(ranked?.reasons ?? [])]),
        };
      }),
      because: words(decision.because),
    };
  }

  /** Negotiations of the body's cases that are not settled, the most urgent first. */
  @Get('negotiations')
  @Needs('board.read')
  @ApiOperation({ summary: 'Unsettled negotiations of duties' })
  unsettled(@Me() principal: Principal): Promise<Negotiation[]> {
    return this.negotiations.unsettled(principal.body);
  }

  /** The negotiations of a case, the oldest first, with what each unit said. */
  @Get('cases/:id/negotiations')
  @Needs('case.read')
  @ApiOperation({ summary: 'Negotiations of a case' })
  async ofCase(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<Negotiation[]> {
    await this.queries.visible(principal, id);
    return this.negotiations.ofCase(id);
  }

  /** Return rate (退件率) by rule and unit of what was routed in a period, the last thirty days by default. */
  @Get('reports/routing')
  @Needs('report.read')
  @ApiOperation({ summary: 'Return rate by routing rule and unit' })
  report(@Query() query: RoutingReportQuery, @Me() principal: Principal): Promise<RoutingReport> {
    const to = query.to ? new Date(query.to) : this.clock.now();
    const from = query.from ? new Date(query.from) : new Date(to.getTime() - DEFAULT_PERIOD_MS);
    return this.reports.of(principal.body, from, to);
  }
}

function invalid(field: string): Problem {
  return new Problem('validation-failed', {}, { errors: [{ field, code: 'not-a-choice' }] });
}
