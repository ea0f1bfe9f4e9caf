import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CaseQueries } from '../../cases/case-queries';
import { ClassificationCorrections, type Corrected } from '../../cases/classification-corrections';
import { Classifier, type Proposal } from '../../classification';
import { ClassificationQuality, type QualityReport } from '../../classification/classification-quality';
import { type Comparison, ModelsService, type ModelView } from '../../classification/models.service';
import { HotlineConfig } from '../../config/hotline-config';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { CorrectionDto } from '../common/correction.dto';
import { IdPipe } from '../common/id.pipe';
import { ModelIdPipe } from './model-id.pipe';
import { DraftDto, QualityQuery } from './classification.dto';

/** A topic of the label scheme as desks show it, without its key phrases. */
interface SchemeEntry {
  category: string;
  topics: { code: string; name: string; topics: { code: string; name: string }[] }[];
}

/** Classification: proposals while an agent types, corrections, the models and how good they are. */
@ApiTags('classification')
@ApiBearerAuth()
@Controller()
export class ClassificationController {
  constructor(
    private readonly classifier: Classifier,
    private readonly corrections: ClassificationCorrections,
    private readonly queries: CaseQueries,
    private readonly models: ModelsService,
    private readonly quality: ClassificationQuality,
    private readonly config: HotlineConfig,
  ) {}

  /** Proposes type, category, topic, urgency and place for a text, each with probability and the words; keeps nothing. */
  @Post('classification/proposals')
  @HttpCode(200)
  @Needs('classification.propose')
  @ApiOperation({ summary: 'Propose a classification' })
  propose(@Body() draft: DraftDto): Promise<Proposal> {
    return this.classifier.classify(draft);
  }

  /** The label scheme: topics of three levels. */
  @Get('classification/scheme')
  @Needs('registry.read')
  @ApiOperation({ summary: 'Label scheme' })
  scheme(): SchemeEntry[] {
    return this.config.labelScheme.map(({ category, topics }) => ({
      category,
      topics: topics.map(({ code, name, topics: third }) => ({
        code,
        name,
        topics: third.map((topic) => ({ code: topic.code, name: topic.name })),
      })),
    }));
  }

  /** Puts a case's classification right; audited, and learned from by the next training. */
  @Post('cases/:id/classification')
  @HttpCode(200)
  @Needs('case.classify')
  @ApiOperation({ summary: 'Correct a classification' })
  async correct(
    @Param('id', IdPipe) id: string,
    @Body() body: CorrectionDto,
    @Me() principal: Principal,
  ): Promise<Corrected> {
    await this.queries.own(principal, id);
    return this.corrections.correct(id, body, principal.username);
  }

  /** How right proposals were, by class, and how far the messages drifted. */
  @Get('classification/quality')
  @Needs('model.read')
  @ApiOperation({ summary: 'Quality and drift of classification' })
  report(@Query() { days }: QualityQuery): Promise<QualityReport> {
    return this.quality.report(days);
  }

  /** The models, which one runs, and how good each was in cross-validation. */
  @Get('classification/models')
  @Needs('model.read')
  @ApiOperation({ summary: 'Classification models' })
  list(): Promise<ModelView[]> {
    return this.models.list();
  }

  /** Starts training a model from the archive; the list says when it is ready. */
  @Post('classification/models')
  @HttpCode(202)
  @Needs('model.manage')
  @ApiOperation({ summary: 'Train a model from the archive' })
  train(@Me() principal: Principal): Promise<{ id: string }> {
    return this.models.train(principal.username);
  }

  /** The model and the running one on the last month of the archive, which the model did not see. */
  @Get('classification/models/:id/comparison')
  @Needs('model.read')
  @ApiOperation({ summary: 'Compare a model with the running one' })
  compare(@Param('id', ModelIdPipe) id: string): Promise<Comparison> {
    return this.models.compare(id);
  }

  /** Switches to a model; `default` is what the product brings. */
  @Post('classification/models/:id/activation')
  @HttpCode(204)
  @Needs('model.manage')
  @ApiOperation({ summary: 'Switch to a model' })
  activate(@Param('id', ModelIdPipe) id: string, @Me() principal: Principal): Promise<void> {
    return this.models.activate(id, principal.username);
  }
}
