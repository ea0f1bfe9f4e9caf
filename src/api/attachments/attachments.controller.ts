import {
  Body,
  Controller,
  Get,
  Header,
  Param,
  Post,
  type StreamableFile,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { ATTACHMENT_PURPOSES, type Attachment, type AttachmentPurpose } from '../../attachments/attachment.entity';
import { AttachmentsService } from '../../attachments/attachments.service';
import { AuditService } from '../../audit/audit.service';
import { CaseQueries } from '../../cases/case-queries';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { Problem } from '../../problems/problem';
import { IdPipe } from '../common/id.pipe';
import { streamOf } from './stream-of';
import { DropUpload, type Upload, upload } from './upload';

const FORM = {
  schema: {
    type: 'object',
    required: ['purpose', 'file'],
    properties: {
      purpose: { type: 'string', enum: [...ATTACHMENT_PURPOSES] },
      file: { type: 'string', format: 'binary' },
    },
  },
};

class AttachDto {
  @IsIn(ATTACHMENT_PURPOSES) purpose!: AttachmentPurpose;
}

/** An attachment as the API shows it: not where it lies. */
export type AttachmentView = Omit<Attachment, 'file'>;

/** Attachments: pictures, voice, video and documents of a case (D5 一(二); D7 第五条). */
@ApiTags('attachments')
@ApiBearerAuth()
@Controller()
export class AttachmentsController {
  constructor(
    private readonly attachments: AttachmentsService,
    private readonly queries: CaseQueries,
    private readonly audit: AuditService,
  ) {}

  /** Attaches a file to an assignment: to its reply, or to a return that is to be applied for. */
  @Post('assignments/:id/attachments')
  @Needs('assignment.attach')
  @UseInterceptors(DropUpload, upload)
  @ApiConsumes('multipart/form-data')
  @ApiBody(FORM)
  @ApiOperation({ summary: 'Attach a file to an assignment' })
  async toAssignment(
    @Param('id', IdPipe) id: string,
    @Body() body: AttachDto,
    @UploadedFile() file: Upload | undefined,
    @Me() principal: Principal,
  ): Promise<AttachmentView> {
    const { caseId } = await this.queries.visibleAssignment(principal, id);
    return this.add({ caseId, assignmentId: id, purpose: body.purpose }, file, principal);
  }

  /** Attaches what a citizen or the media sent to a case. */
  @Post('cases/:id/attachments')
  @Needs('case.attach')
  @UseInterceptors(DropUpload, upload)
  @ApiConsumes('multipart/form-data')
  @ApiBody(FORM)
  @ApiOperation({ summary: 'Attach a file to a case' })
  async toCase(
    @Param('id', IdPipe) id: string,
    @Body() body: AttachDto,
    @UploadedFile() file: Upload | undefined,
    @Me() principal: Principal,
  ): Promise<AttachmentView> {
    await this.queries.visible(principal, id);
    return this.add({ caseId: id, assignmentId: null, purpose: body.purpose }, file, principal);
  }

  /** The attachments of a case. */
  @Get('cases/:id/attachments')
  @Needs('case.read')
  @ApiOperation({ summary: 'Attachments of a case' })
  async ofCase(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<AttachmentView[]> {
    await this.queries.visible(principal, id);
    return (await this.attachments.ofCase(id)).map(viewOf);
  }

  /** The content of an attachment, for whoever may see its case; that it was opened is audited. */
  @Get('attachments/:id')
  @Needs('case.read')
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @Header('x-content-type-options', 'nosniff')
  @ApiOperation({ summary: 'Download an attachment' })
  async download(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<StreamableFile> {
    const attachment = await this.attachments.get(id);
    if (!attachment) throw new Problem('not-found');
    await this.queries.visible(principal, attachment.caseId);
    await this.audit.note({
      actor: principal.username,
      action: 'attachment.read',
      subjectType: 'attachment',
      subjectId: id,
    });
    return streamOf(attachment, this.attachments.pathOf(attachment));
  }

  private async add(
    to: Parameters<AttachmentsService['add']>[0],
    file: Upload | undefined,
    principal: Principal,
  ): Promise<AttachmentView> {
    if (!file) throw new Problem('validation-failed', {}, { errors: [{ field: 'file', code: 'required' }] });
    const { path, originalname: name } = file;
    return viewOf(await this.attachments.add(to, { path, name }, principal.username));
  }
}

function viewOf({ file: _file, ...view }: Attachment): AttachmentView {
  return view;
}
