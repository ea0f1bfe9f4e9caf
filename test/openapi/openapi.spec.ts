import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from '../../src/app.module';
import { apiSchemas } from './api-schemas';

// the compiler reads all of src
jest.setTimeout(600_000);

const SHAPES = join(process.cwd(), 'src', 'api', 'api-schemas.json');
const WEB_TYPES = join(process.cwd(), 'web', 'src', 'api', 'openapi.ts');
/** `npm run openapi` writes both files; a test run compares them. */
const WRITE = Boolean(process.env.WRITE_OPENAPI);

const current = (file: string, made: string): void => {
  if (WRITE) writeFileSync(file, made);
  else expect(readFileSync(file, 'utf8')).toBe(made);
};

describe('what is generated from the API is current (else: npm run openapi)', () => {
  it('the shapes of its description are those of the handlers', () => {
    current(SHAPES, `${JSON.stringify(apiSchemas(), null, 2)}\n`);
  });

  it("the web pages' types are those of its description", async () => {
    // read now: the description takes the shapes that the test before may just have written
    const { describeApi } = jest.requireActual<typeof import('../../src/api/description')>('../../src/api/description');
    // nothing is started: the description needs the decorators only
    const app = await NestFactory.create<NestExpressApplication>(AppModule, { preview: true, logger: false });
    app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready'] });
    const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
    const description = join(folder, 'openapi.json');
    const made = join(folder, 'openapi.ts');
    writeFileSync(description, JSON.stringify(describeApi(app)));
    const tool = join(process.cwd(), 'node_modules', 'openapi-typescript', 'bin', 'cli.js');
    execFileSync(process.execPath, [tool, description, '--output', made, '--empty-objects-unknown'], { stdio: 'pipe' });
    current(WEB_TYPES, readFileSync(made, 'utf8'));
    rmSync(folder, { recursive: true });
  });
});
