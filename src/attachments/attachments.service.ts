import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { CaseHistory } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { Problem } from '../problems/problem';
import { Attachment, type AttachmentPurpose } from './attachment.entity';
import { decideAttachment } from './attachment-rules';
import { VirusScanner } from './virus-scanner';

/** A file as it came in, lying aside until it is let in. */
export interface IncomingFile {
  path: string;
  name: string;
}

/** What an attachment is to belong to. */
type Destination = Pick<Attachment, 'caseId' | 'assignmentId' | 'purpose'>;

/** The door of attachments: looks into a file, scans it, keeps it under its hash, and notes it in the case's history. */
@Injectable()
export class AttachmentsService {
  private readonly log = new Logger(AttachmentsService.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly history: CaseHistory,
    private readonly audit: AuditService,
    private readonly scanner: VirusScanner,
  ) {}

  /**
   * Takes a file in, once: the same content for the same purpose is the attachment that is there. Refused by its name, content,
   * size or by the scanner, it leaves nothing behind. The file is in its place before the row names it.
   */
  async add(to: Destination, incoming: IncomingFile, actor: string): Promise<Attachment> {
    const { size: bytes } = await stat(incoming.path);
    const { fileTypeFromFile } = await import('file-type');
    const mediaType = (await fileTypeFromFile(incoming.path))?.mime;
    const decision = decideAttachment(
      { name: incoming.name, bytes, mediaType, purpose: to.purpose },
      this.config.attachments,
    );
    if (decision.code !== 'accepted') throw new Problem(decision.code, decision.params);
    await this.scan(incoming.path);
    const sha256 = await hashOf(incoming.path);
    const there = await this.dataSource.transaction((manager) => this.sameOrRoom(manager, to, sha256));
    if (there) return there;
    const file = join(sha256.slice(0, 2), sha256);
    await keep(incoming.path, join(attachmentFolder(), file));
    return this.dataSource.transaction(async (manager) => {
      const meanwhile = await this.sameOrRoom(manager, to, sha256);
      if (meanwhile) return meanwhile;
      const { caseId, purpose } = to;
      const attachment = manager.create(Attachment, {
        ...to,
        id: randomUUID(),
        kind: decision.kind,
        name: incoming.name,
        mediaType: mediaType!,
        bytes,
        sha256,
        file,
        scannedBy: this.scanner.name,
        uploadedBy: actor,
        uploadedAt: this.clock.now(),
      });
      await manager.insert(Attachment, attachment);
      const { id, kind } = attachment;
      await this.history.append(manager, {
        caseId,
        assignmentId: to.assignmentId ?? undefined,
        type: 'attachment-added',
        actor,
        data: { attachmentId: id, purpose, kind, bytes, sha256 },
        dedupeKey: `attachment-added:${id}`,
      });
      await this.audit.record(manager, {
        actor,
        action: 'attachment.add',
        subjectType: 'case',
        subjectId: caseId,
        data: { attachmentId: id, purpose },
      });
      return attachment;
    });
  }

  /** The attachment that is there already; null where there is room for one. Throws `case-closed` and `attachment-too-many`. */
  private async sameOrRoom(
    manager: EntityManager,
    { caseId, assignmentId, purpose }: Destination,
    sha256: string,
  ): Promise<Attachment | null> {
    await this.history.lockOpen(manager, caseId);
    const beside = { caseId, assignmentId: assignmentId ?? IsNull() };
    const same = await manager.findOneBy(Attachment, { ...beside, purpose, sha256 });
    if (same) return same;
    const count = this.config.attachments.perAssignment;
    if ((await manager.countBy(Attachment, beside)) >= count) throw new Problem('attachment-too-many', { count });
    return null;
  }

  private async scan(path: string): Promise<void> {
    const result = await this.scanner.scan(path).catch((error: unknown) => {
      this.log.error(`The virus scanner failed: ${String(error)}`);
      throw new Problem('scanner-unavailable');
    });
    if (!result.clean) throw new Problem('attachment-infected', { found: result.found });
  }

  /** One attachment; null when there is none. */
  async get(id: string): Promise<Attachment | null> {
    return this.dataSource.getRepository(Attachment).findOneBy({ id });
  }

  /** Where the content of an attachment lies. */
  pathOf(attachment: Attachment): string {
    return join(attachmentFolder(), attachment.file);
  }

  /** The attachments of a case, oldest first. */
  async ofCase(caseId: string, manager = this.dataSource.manager): Promise<Attachment[]> {
    return manager.find(Attachment, { where: { caseId }, order: { uploadedAt: 'ASC', id: 'ASC' } });
  }

  /** Those of the given ids that belong to the assignment and serve the purpose. */
  async ofAssignment(
    manager: EntityManager,
    assignmentId: string,
    purpose: AttachmentPurpose,
    ids?: string[],
  ): Promise<Attachment[]> {
    return manager.find(Attachment, {
      where: { assignmentId, purpose, ...(ids ? { id: In(ids) } : {}) },
      order: { uploadedAt: 'ASC', id: 'ASC' },
    });
  }
}

/** Where contents are kept: below the data folder that the operator names. */
export function attachmentFolder(): string {
  return join(process.env.HOTLINE_DATA ?? '.data', 'attachments');
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Copied aside and renamed, so that a name never stands for half a file; what is there under its hash is the same. */
async function keep(from: string, to: string): Promise<void> {
  await mkdir(join(to, '..'), { recursive: true });
  const aside = `${to}.${randomUUID()}.part`;
  await copyFile(from, aside);
  await chmod(aside, 0o440);
  await rename(aside, to);
}
