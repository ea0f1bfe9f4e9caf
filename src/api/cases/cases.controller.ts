import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ArchiveService } from '../../archive/archive.service';
import { AuditService } from '../../audit/audit.service';
import { CaseLists, type CasePage } from '../../cases/case-lists';
import { type CaseDetail, CaseQueries } from '../../cases/case-queries';
import { missingAtIntake } from '../../cases/intake-parts';
import { RegistrationsService, type Registered } from '../../cases/registrations.service';
import { CallsService } from '../../channels/calls.service';
import { StatutoryLimitService } from '../../assignments/statutory-limit.service';
import { HotlineConfig } from '../../config/hotline-config';
import type { Document } from '../../documents/document.entity';
import { DocumentsService } from '../../documents/documents.service';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { Problem } from '../../problems/problem';
import type { Revisit } from '../../revisits/revisit.entity';
import { RevisitsService } from '../../revisits/revisits.service';
import { CaseNotesService } from '../../supervision/case-notes.service';
import { type Supervision } from '../../supervision/supervision.entity';
import { SupervisionService } from '../../supervision/supervision.service';
import { TasksService, type TaskView } from '../../tasks/tasks.service';
import { UnitsService } from '../../units/units.service';
import { IdPipe } from '../common/id.pipe';
import { CaseListQuery, RegisterCaseDto, RemarkDto, StatutoryLimitDto, SupervisionDto, UrgeDto } from './cases.dto';

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Cases (诉求件): intake, lists, the whole of one case, and what presses it on. */
@ApiTags('cases')
@ApiBearerAuth()
@Controller('cases')
export class CasesController {
  constructor(
    private readonly registrations: RegistrationsService,
    private readonly queries: CaseQueries,
    private readonly lists: CaseLists,
    private readonly config: HotlineConfig,
    private readonly tasks: TasksService,
    private readonly documents: DocumentsService,
    private readonly supervision: SupervisionService,
    private readonly notes: CaseNotesService,
    private readonly calls: CallsService,
    private readonly revisits: RevisitsService,
    private readonly archive: ArchiveService,
    private readonly audit: AuditService,
    private readonly statutory: StatutoryLimitService,
    private readonly units: UnitsService,
  ) {}

  /** Registers a case and starts its process (D1 一(一)1). A repeat with the same Idempotency-Key gives the same answer. */
  @Post()
  @Needs('case.register')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Register a case' })
  async register(
    @Body() body: RegisterCaseDto,
    @Me() principal: Principal,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<Registered> {
    if (idempotencyKey !== undefined && !KEY.test(idempotencyKey)) throw invalid('Idempotency-Key');
    if (body.profile && !this.config.profileNames.includes(body.profile)) throw invalid('profile');
    const part = missingAtIntake(this.config.profileOf(principal.body, body.profile).intake.parts, body);
    if (part) throw new Problem('intake-incomplete', { part });
    for (const unit of body.units ?? []) this.units.of(principal.body, unit);
    const { receivedAt, callId, ...rest } = body;
    const call = callId === undefined ? null : await this.calls.find(principal.body, callId);
    if (callId !== undefined && !call) throw invalid('callId');
    const registered = await this.registrations.register(
      { ...rest, body: principal.body, ...(receivedAt ? { receivedAt: new Date(receivedAt) } : {}), idempotencyKey },
      principal.username,
    );
    if (call) await this.calls.link(call.id, registered.id);
    return registered;
  }

  /**
   * A page of cases, newest first; a unit's people see their unit's. `search`: words that title or content hold, all of them,
   * or the beginning or end of a number; a word of one character is looked for in the newest cases only.
   */
  @Get()
  @Needs('case.read')
  @ApiOperation({ summary: 'List cases' })
  list(@Query() query: CaseListQuery, @Me() principal: Principal): Promise<CasePage> {
    return this.lists.list(principal, query);
  }

  /** A case with assignments and history; that it was read is audited. */
  @Get(':id')
  @Needs('case.read')
  @ApiOperation({ summary: 'Get a case' })
  async get(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<CaseDetail> {
    const found = await this.queries.get(principal, id);
    await this.audit.note({ actor: principal.username, action: 'case.read', subjectType: 'case', subjectId: id });
    return found;
  }

  /** The open user tasks of a case, whoever's they are. */
  @Get(':id/tasks')
  @Needs('case.read')
  @ApiOperation({ summary: 'Open tasks of a case' })
  async tasksOf(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<TaskView[]> {
    await this.queries.visible(principal, id);
    return this.tasks.ofCase(principal, id);
  }

  /** The documents issued for a case. */
  @Get(':id/documents')
  @Needs('case.read')
  @ApiOperation({ summary: 'Documents of a case' })
  async documentsOf(
    @Param('id', IdPipe) id: string,
    @Me() principal: Principal,
  ): Promise<Pick<Document, 'id' | 'kind' | 'number' | 'issuedAt'>[]> {
    await this.queries.visible(principal, id);
    const documents = await this.documents.ofCase(id);
    return documents.map(({ id, kind, number, issuedAt }) => ({ id, kind, number, issuedAt }));
  }

  /** Sets the limit that a law gives the case (D5 一(四)3); it prevails over every deadline that is running. */
  @Put(':id/statutory-limit')
  @HttpCode(204)
  @Needs('case.limit')
  @ApiOperation({ summary: 'Set the limit that a law gives' })
  async limit(
    @Param('id', IdPipe) id: string,
    @Body() body: StatutoryLimitDto,
    @Me() principal: Principal,
  ): Promise<void> {
    await this.queries.own(principal, id);
    await this.statutory.set(id, body, principal.username);
  }

  /** Asks for supervision (督办) on one of the grounds of D1 一(一)4. */
  @Post(':id/supervision')
  @Needs('case.supervise')
  @ApiOperation({ summary: 'Supervise a case' })
  async supervise(
    @Param('id', IdPipe) id: string,
    @Body() body: SupervisionDto,
    @Me() principal: Principal,
  ): Promise<{ id: string }> {
    await this.queries.own(principal, id);
    return this.supervision.request(id, body, principal.username);
  }

  /** The attempts to verify the result with the citizen (回访): reached or not, what was said, when the next one is. */
  @Get(':id/revisits')
  @Needs('case.read')
  @ApiOperation({ summary: 'Revisits of a case' })
  async revisitsOf(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<Omit<Revisit, 'token'>[]> {
    await this.queries.visible(principal, id);
    return this.revisits.ofCase(id);
  }

  /** The supervisions of a case: ground, step, deadline, how each was settled. */
  @Get(':id/supervision')
  @Needs('case.read')
  @ApiOperation({ summary: 'Supervisions of a case' })
  async supervisionsOf(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<Supervision[]> {
    await this.queries.visible(principal, id);
    return this.supervision.ofCase(id);
  }

  /** Passes on that the citizen asked again (催办). */
  @Post(':id/urge')
  @Needs('case.urge')
  @ApiOperation({ summary: 'Urge a case' })
  async urge(
    @Param('id', IdPipe) id: string,
    @Body() body: UrgeDto,
    @Me() principal: Principal,
  ): Promise<{ id: string }> {
    await this.queries.visible(principal, id);
    return this.notes.urge(id, body.note, principal.username);
  }

  /** A remark of oversight (驻场监察), the one thing that role may write. */
  @Post(':id/remarks')
  @Needs('case.remark')
  @ApiOperation({ summary: 'Remark on a case' })
  async remark(
    @Param('id', IdPipe) id: string,
    @Body() body: RemarkDto,
    @Me() principal: Principal,
  ): Promise<{ id: string }> {
    await this.queries.visible(principal, id);
    return this.notes.remark(id, body.text, principal.username);
  }

  /** The archive bundle of a closed case, checked against its hash; that it was opened is audited. */
  @Get(':id/archive')
  @Needs('case.archive.read')
  @Header('content-type', 'application/json')
  @ApiOperation({ summary: 'Open the archive of a case' })
  async archiveOf(
    @Param('id', IdPipe) id: string,
    @Me() principal: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    await this.queries.visible(principal, id);
    const { bundle, text } = await this.archive.read(id);
    await this.audit.note({ actor: principal.username, action: 'archive.read', subjectType: 'case', subjectId: id });
    response.setHeader('digest', `sha-256=${Buffer.from(bundle.sha256, 'hex').toString('base64')}`);
    return text;
  }

  /** The archive of a closed case as the one file that it is, with all documents and attachments; audited as well. */
  @Get(':id/archive/export')
  @Needs('case.archive.read')
  @ApiOperation({ summary: 'Export the archive of a case' })
  async exportOf(
    @Param('id', IdPipe) id: string,
    @Me() principal: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    await this.queries.visible(principal, id);
    const { bundle, path } = await this.archive.fileOf(id);
    await this.audit.note({ actor: principal.username, action: 'archive.export', subjectType: 'case', subjectId: id });
    response.attachment(basename(bundle.file));
    return new StreamableFile(createReadStream(path));
  }
}

function invalid(field: string): Problem {
  return new Problem('validation-failed', {}, { errors: [{ field, code: 'invalid' }] });
}
