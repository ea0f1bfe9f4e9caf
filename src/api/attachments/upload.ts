import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { finalize, type Observable } from 'rxjs';

/** Beyond the largest of config/attachments.yaml nothing is read on. */
const LARGEST_BYTES = 512 * 1024 * 1024;
/** `preservePath` and `defParamCharset`: a name comes as it was sent, so that a hostile one is refused and not mended. */
export const upload = FileInterceptor('file', {
  dest: tmpdir(),
  preservePath: true,
  defParamCharset: 'utf8',
  limits: { fileSize: LARGEST_BYTES, files: 1, fields: 5 },
});

/** A file as multer leaves it aside. */
export interface Upload {
  path: string;
  originalname: string;
}

/** What came in lies aside until it is taken or refused, and no longer. */
@Injectable()
export class DropUpload implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<{ file?: Upload }>();
    return next.handle().pipe(finalize(() => request.file && void rm(request.file.path, { force: true })));
  }
}
