import { createReadStream } from 'node:fs';
import { StreamableFile } from '@nestjs/common';
import type { Attachment } from '../../attachments/attachment.entity';

/** A download: never shown in place, and under the name that it was given. */
export function streamOf(attachment: Attachment, path: string): StreamableFile {
  return new StreamableFile(createReadStream(path), {
    type: attachment.mediaType,
    length: attachment.bytes,
    disposition: `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}`,
  });
}
