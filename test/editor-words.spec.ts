import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import own from '../web/src/i18n/modeler.zh-CN.json';

const MODULES = join(process.cwd(), 'node_modules');
/** What is drawn in the pages: bpmn.io's editors and forms, as folders or bundles. */
const EDITORS = [
  'bpmn-js/lib',
  'diagram-js/lib',
  'bpmn-js-properties-panel/dist/index.esm.js',
  'bpmn-js-element-templates/dist/index.esm.js',
  '@bpmn-io/element-template-chooser/dist/index.es.js',
  'bpmn-js-bpmnlint/dist/index.esm.js',
  'dmn-js-drd/lib',
  'dmn-js-decision-table/lib',
  'dmn-js-shared/lib',
  'dmn-js-boxed-expression/lib',
  'dmn-js-literal-expression/lib',
  '@bpmn-io/form-js-viewer/dist/index.es.js',
];
/** Put together while the program runs, or an example of a comment. */
const NOT_SHOWN = /\$\{(?!someDate)|^HELLO| $/;
const TRANSLATED = /translate\w*\(\s*(['"`])((?:(?!\1)[^\\]|\\.)*?)\1/g;

const filesOf = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.js'))
        .map((name) => join(path, name))
    : [path];

/** The project's own collection is written as a module: its keys are read as text. */
const collected = new Set(
  [
    ...readFileSync(join(MODULES, 'bpmn-js-i18n/translations/zn.js'), 'utf8').matchAll(
      /^\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\w+))\s*:/gm,
    ),
  ].map(([, single, double, bare]) => single ?? double ?? bare!),
);

describe('the words of the editors in Chinese', () => {
  it.each(EDITORS)('%s says nothing in English only', (editor) => {
    const words = filesOf(join(MODULES, editor)).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(TRANSLATED)].map(([, , word]) => word!.replace(/\\'/g, "'")),
    );
    const english = [...new Set(words)].filter(
      (word) => !(word in own) && !collected.has(word) && !NOT_SHOWN.test(word) && /[A-Za-z]{2}/.test(word),
    );
    expect(english).toEqual([]);
  });
});
