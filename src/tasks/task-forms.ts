import { Injectable } from '@nestjs/common';
import { EngineClient, type EngineUserTask } from '../engine';
import type { FormSchema } from './form-schema';

const NO_FORM: FormSchema = { components: [] };

/** The forms of user tasks. A form's key stands for one deployed version, which never changes: each is asked for once. */
@Injectable()
export class TaskForms {
  /** By key: as many as there are deployed versions, a few hundred after years. */
  private readonly known = new Map<string, FormSchema>();

  constructor(private readonly engine: EngineClient) {}

  /** The form of a task, without fields where it has none. Of a task whose form's key is not known the engine is asked each time. */
  async of({ key, formKey }: Partial<EngineUserTask> & { key: string }): Promise<FormSchema> {
    const known = formKey ? this.known.get(formKey) : undefined;
    if (known) return known;
    const form = (await this.engine.getUserTaskForm(key)) as FormSchema | null;
    if (form && formKey) this.known.set(formKey, form);
    return form ?? NO_FORM;
  }
}
