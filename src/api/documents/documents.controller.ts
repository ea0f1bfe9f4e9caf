import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditService } from '../../audit/audit.service';
import { CaseQueries } from '../../cases/case-queries';
import { DocumentsService } from '../../documents/documents.service';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { Problem } from '../../problems/problem';
import { IdPipe } from '../common/id.pipe';

/** Issued documents. */
@ApiTags('documents')
@ApiBearerAuth()
@Controller('documents')
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly queries: CaseQueries,
    private readonly audit: AuditService,
  ) {}

  /** A document as it went out (HTML), for whoever may see its case; that it was opened is audited. */
  @Get(':id')
  @Needs('case.read')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
  @ApiOperation({ summary: 'Open a document' })
  async get(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<string> {
    const document = await this.documents.get(id);
    if (!document) throw new Problem('not-found');
    await this.queries.visible(principal, document.caseId);
    await this.audit.note({
      actor: principal.username,
      action: 'document.read',
      subjectType: 'document',
      subjectId: id,
    });
    return document.html;
  }
}
