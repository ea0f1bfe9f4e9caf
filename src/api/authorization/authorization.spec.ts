import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataStorage } from 'class-validator';
import { OF_UNITS, PERMISSIONS } from '../../identity/permissions';
import { authorizationPage } from './page';
import { routesOf } from './routes';
import { SUBJECTS } from './subjects';

const routes = routesOf();
const nameOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

describe('every route', () => {
  it('has a right: one without is nobody’s', () => {
    expect(routes.length).toBeGreaterThan(100);
    expect(routes.filter(({ access }) => access === undefined).map(nameOf)).toEqual([]);
  });

  it('says what its parameter names, and nothing is said of routes that are gone', () => {
    expect(Object.keys(SUBJECTS).sort()).toEqual(
      routes
        .filter(({ path }) => path.includes(':'))
        .map(nameOf)
        .sort(),
    );
  });

  it('reads its body into a class whose members are checked: what is not a member is refused', () => {
    const unchecked = routes.filter(
      ({ body }) =>
        body !== undefined && getMetadataStorage().getTargetValidationMetadatas(body, '', false, false).length === 0,
    );
    expect(unchecked.map(nameOf)).toEqual([]);
  });
});

describe('every right', () => {
  it('is needed by some route', () => {
    const needed = new Set<string | undefined>(routes.map(({ access }) => access));
    expect(Object.keys(PERMISSIONS).filter((permission) => !needed.has(permission))).toEqual([]);
    expect(OF_UNITS.filter((permission) => !(permission in PERMISSIONS))).toEqual([]);
  });
});

describe('docs/authorization.md', () => {
  it('is what `npx hotline authorization` prints', () => {
    expect(readFileSync(join(process.cwd(), 'docs', 'authorization.md'), 'utf8')).toBe(authorizationPage());
  });
});
