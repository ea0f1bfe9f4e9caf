import type { EngineClient } from '../engine';
import { TaskForms } from './task-forms';

describe('the form of a task', () => {
  const form = { components: [{ key: 'reply', type: 'textarea' }] };
  let asked: string[];
  const formsOf = (answer: unknown) => {
    asked = [];
    const getUserTaskForm = (key: string) => {
      asked.push(key);
      return Promise.resolve(answer);
    };
    return new TaskForms({ getUserTaskForm } as unknown as EngineClient);
  };

  it('is asked for once for all tasks that show the same version of it', async () => {
    const forms = formsOf(form);
    expect(await forms.of({ key: '1', formKey: '77' })).toEqual(form);
    expect(await forms.of({ key: '2', formKey: '77' })).toEqual(form);
    await forms.of({ key: '3', formKey: '78' });
    expect(asked).toEqual(['1', '3']);
  });

  it('is asked for each time where nobody told which version it is', async () => {
    const forms = formsOf(form);
    for (const formKey of [undefined, null]) expect(await forms.of({ key: '1', formKey })).toEqual(form);
    expect(asked).toEqual(['1', '1']);
  });

  it('has no fields where there is none, and is looked for again', async () => {
    const forms = formsOf(null);
    for (const key of ['1', '2']) expect(await forms.of({ key, formKey: '77' })).toEqual({ components: [] });
    expect(asked).toEqual(['1', '2']);
  });
});
