import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ATTACHMENT_PURPOSES, type AttachmentPurpose } from '../attachments/attachment.entity';
import { AttachmentsService } from '../attachments/attachments.service';
import { type FieldError, fieldsOf, type FormSchema } from './form-schema';
import type { TaskSubject } from './task-subjects';

/** File fields of forms: what they name is attached to the task's assignment already, for the purpose that the form states. */
@Injectable()
export class FormFiles {
  constructor(private readonly attachments: AttachmentsService) {}

  /** The file fields that name something else than attachments of the assignment for their purpose. */
  async check(
    manager: EntityManager,
    form: FormSchema,
    values: Record<string, unknown>,
    { assignmentId }: TaskSubject,
  ): Promise<FieldError[]> {
    const errors: FieldError[] = [];
    for (const { key, type, properties } of fieldsOf(form)) {
      const ids = values[key!] as string[] | undefined;
      if (type !== 'filepicker' || !ids?.length) continue;
      const found = assignmentId
        ? await this.attachments.ofAssignment(manager, assignmentId, purposeOf(properties?.purpose), ids)
        : [];
      if (found.length !== new Set(ids).size) errors.push({ field: key!, code: 'not-an-attachment' });
    }
    return errors;
  }
}

function purposeOf(named: string | undefined): AttachmentPurpose {
  return ATTACHMENT_PURPOSES.find((purpose) => purpose === named) ?? 'reply';
}
