import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsString, Length, Matches, MaxLength, IsOptional } from 'class-validator';
import { AuditService } from '../../audit/audit.service';
import { CaseQueries, type CaseSummary } from '../../cases/case-queries';
import { Classifier, type Proposal } from '../../classification';
import { HotlineConfig } from '../../config/hotline-config';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import type { ProposedArticle } from '../../knowledge/article-finder';
import { KnowledgeService } from '../../knowledge/knowledge.service';

class TypedDto {
  @IsOptional() @IsString() @MaxLength(200) title?: string;
  @IsString() @Length(1, 20_000) @Matches(/\S/) content!: string;
}

class CallerDto {
  @Matches(/^\+?[\d\- ]{3,30}$/) phone!: string;
}

/** What helps an agent while a call is on the line; nothing is kept. */
@ApiTags('intake')
@ApiBearerAuth()
@Needs('case.register')
@Controller('intake')
export class IntakeController {
  constructor(
    private readonly classifier: Classifier,
    private readonly knowledge: KnowledgeService,
    private readonly queries: CaseQueries,
    private readonly audit: AuditService,
    private readonly config: HotlineConfig,
  ) {}

  /** Type, category, urgency and place proposed for what is typed so far, with the words that decided, and articles with whether they answer it. */
  @Post('proposals')
  @HttpCode(200)
  @ApiOperation({ summary: 'Propose a classification and articles' })
  async propose(@Body() { title, content }: TypedDto): Promise<{ proposal: Proposal; articles: ProposedArticle[] }> {
    const proposal = await this.classifier.classify({ title, content, channel: 'phone' });
    return { proposal, articles: await this.knowledge.propose(`${title ?? ''} ${content}`, this.config.answersFrom) };
  }

  /** Earlier cases of a caller. A telephone number is personal: asked for in the body, and that it was asked is audited. */
  @Post('caller')
  @HttpCode(200)
  @ApiOperation({ summary: 'Earlier cases of a caller' })
  async caller(@Body() { phone }: CallerDto, @Me() principal: Principal): Promise<CaseSummary[]> {
    const found = await this.queries.ofPhone(principal.body, phone);
    await this.audit.note({
      actor: principal.username,
      action: 'citizen.history.read',
      subjectType: 'citizen',
      subjectId: 'by-phone',
      data: { cases: found.map(({ number }) => number) },
    });
    return found;
  }
}
