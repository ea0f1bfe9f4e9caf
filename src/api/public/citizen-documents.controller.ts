import { Controller, Post, Req, UploadedFile, UseGuards, UseInterceptors } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AttachmentsService } from '../../attachments/attachments.service';
import { Public } from '../../identity/guard';
import { Problem } from '../../problems/problem';
import { DropUpload, type Upload, upload } from '../attachments/upload';
import { KnownCaseGuard, type KnownRequest } from './known-case.guard';

/** What was taken in. */
interface TakenDocument {
  id: string;
  name: string;
}

/** The documents that citizens submit to their matter (D2 二2: 向12345热线提交相关电子文档). */
@ApiTags('public')
@Public()
@Controller('public/cases')
export class CitizenDocumentsController {
  constructor(private readonly attachments: AttachmentsService) {}

  /** Takes a document, picture, voice or video to one's open case, once; config/attachments.yaml says what is taken. */
  @Post('attachments')
  @UseGuards(KnownCaseGuard)
  @UseInterceptors(DropUpload, upload)
  @ApiHeader({ name: 'X-Case-Number', required: true })
  @ApiHeader({ name: 'X-Case-Code', required: true })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
  })
  @ApiOperation({ summary: 'Submit a document to a case' })
  async submit(@Req() { known }: KnownRequest, @UploadedFile() file: Upload | undefined): Promise<TakenDocument> {
    if (!file) throw new Problem('validation-failed', {}, { errors: [{ field: 'file', code: 'required' }] });
    const { path, originalname } = file;
    const to = { caseId: known.id, assignmentId: null, purpose: 'intake' as const };
    const { id, name } = await this.attachments.add(to, { path, name: originalname }, 'citizen');
    return { id, name };
  }
}
