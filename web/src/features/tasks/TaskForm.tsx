import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import { Form } from '@bpmn-io/form-js-viewer';
import { forwardRef, useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldError } from '../../api/request';
import { translateModule } from '../../components/modeler-words';
import { ofHotline, toClock, toInstants } from './form-clock';

/** Files that were chosen in a field of the form, and what they are for. */
export interface ChosenFiles {
  key: string;
  purpose: string;
  files: File[];
}

/** What the page asks of the form. */
export interface TaskFormHandle {
  /** The values with the files that go along, or null when the form itself finds something missing. */
  submit(): { values: Record<string, unknown>; files: ChosenFiles[] } | null;
  /** Shows what the API did not accept, field by field. */
  show(errors: FieldError[], words: (error: FieldError) => string): void;
}

interface FieldOfForm {
  id: string;
  key?: string;
  type: string;
  properties?: Record<string, string>;
}

const fieldsOf = (form: Form) => form.get<{ getAll(): FieldOfForm[] }>('formFieldRegistry').getAll();

/** The fields that take files, with what their files are for. */
const fileFields = (form: Form) =>
  fieldsOf(form).flatMap(({ key, type, properties }) =>
    type === 'filepicker' && key ? [{ key, purpose: properties?.purpose ?? 'reply' }] : [],
  );

/** The form of a task (bpmn/forms), drawn by form-js. */
export const TaskForm = forwardRef<
  TaskFormHandle,
  { schema: object; values: Record<string, unknown>; onChange: (values: Record<string, unknown>) => void }
>(function TaskForm({ schema, values, onChange }, handle) {
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const form = useRef<Form | null>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  useEffect(() => {
    const box = container.current!;
    const made = new Form({ container: box, additionalModules: [translateModule] });
    form.current = made;
    made.on('changed', ({ data }: { data: Record<string, unknown> }) => {
      // A file cannot be kept over a reload: its field starts empty again.
      const files = new Set(fileFields(made).map(({ key }) => key));
      const kept = Object.fromEntries(Object.entries(data).filter(([key]) => !files.has(key)));
      changed.current(toInstants(schema, kept));
    });
    void made.importSchema(ofHotline(schema), toClock(schema, values)).then(() => {
      // The button of form-js has no words of its own to translate.
      for (const button of box.querySelectorAll('.fjs-filepicker-button')) button.textContent = t('attachment.choose');
    });
    return () => made.destroy();
  }, [schema, values, t]);
  useImperativeHandle(handle, () => ({
    submit() {
      const { data, errors, files } = form.current!.submit();
      if (Object.keys(errors).length > 0) return null;
      const fields = fileFields(form.current!);
      // What was left empty is not sent; files go their own way.
      const entered = Object.entries(data as object).filter(
        ([name, value]) => value !== null && value !== '' && !fields.some(({ key }) => key === name),
      );
      return {
        values: toInstants(schema, Object.fromEntries(entered)),
        files: fields.map(({ key, purpose }) => ({
          key,
          purpose,
          files: files.get((data as Record<string, string>)[key] ?? '') ?? [],
        })),
      };
    },
    show(errors, words) {
      const fields = fieldsOf(form.current!);
      const byId: Record<string, string[]> = {};
      for (const error of errors) {
        const id = fields.find(({ key }) => key === error.field)?.id;
        if (id) byId[id] = [...(byId[id] ?? []), words(error)];
      }
      form.current!._setState({ errors: byId });
    },
  }));
  return <div ref={container} />;
});
