import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readResources } from './deployment.service';

describe('what is deployed from the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'resources-'));
  beforeAll(() => ['a.bpmn', 'b.dmn', 'notes.txt'].forEach((name) => writeFileSync(join(folder, name), name)));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['a folder with all that the engine takes', folder, ['a.bpmn', 'b.dmn']],
    ['one file by its name', join(folder, 'b.dmn'), ['b.dmn']],
  ])('is %s', async (_what, path, names) => {
    expect((await readResources(path)).map(({ name }) => name)).toEqual(names);
  });

  it('is not a file that is not there', async () => {
    await expect(readResources(join(folder, 'c.bpmn'))).rejects.toThrow('ENOENT');
  });
});
