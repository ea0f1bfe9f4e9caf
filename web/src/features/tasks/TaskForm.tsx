import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import { Form } from '@bpmn-io/form-js-viewer';
import { forwardRef, useEffect, useImperativeHandle, useRef } from 'react';
import type { FieldError } from '../../api/request';

/** What the page asks of the form. */
export interface TaskFormHandle {
  /** The values, or null when the form itself finds something missing. */
  submit(): Record<string, unknown> | null;
  /** Shows what the API did not accept, field by field. */
  show(errors: FieldError[], words: (code: string) => string): void;
}

/** The form of a task (bpmn/forms), drawn by form-js. */
export const TaskForm = forwardRef<
  TaskFormHandle,
  { schema: object; values: object; onChange: (values: Record<string, unknown>) => void }
>(function TaskForm({ schema, values, onChange }, handle) {
  const container = useRef<HTMLDivElement>(null);
  const form = useRef<Form | null>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  useEffect(() => {
    const made = new Form({ container: container.current! });
    form.current = made;
    made.on('changed', ({ data }: { data: Record<string, unknown> }) => changed.current(data));
    void made.importSchema(schema, values);
    return () => made.destroy();
  }, [schema, values]);
  useImperativeHandle(handle, () => ({
    submit() {
      const { data, errors } = form.current!.submit();
      if (Object.keys(errors).length > 0) return null;
      // What was left empty is not sent.
      return Object.fromEntries(Object.entries(data as object).filter(([, value]) => value !== null && value !== ''));
    },
    show(errors, words) {
      const fields = form.current!.get<{ getAll(): { id: string; key?: string }[] }>('formFieldRegistry').getAll();
      const byId = errors.flatMap(({ field, code }) => {
        const id = fields.find(({ key }) => key === field)?.id;
        return id ? [[id, [words(code)]] as const] : [];
      });
      form.current!._setState({ errors: Object.fromEntries(byId) });
    },
  }));
  return <div ref={container} />;
});
