import { extension } from '../bpmn';
import type { Construct } from '../construct';
import { feelValue } from '../juel';
import { IO_MAPPING_TYPES } from '../support';

/** A variable's name, or a path to an entry of a context. */
const TARGET = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

/** zeebe:ioMapping: the engine plug-in applies the mappings (VariableMapping), because Operaton's do not see each other. */
export const ioMapping: Construct = {
  types: IO_MAPPING_TYPES,
  translate(element, translation) {
    const mapping = extension(element, 'zeebe:IoMapping');
    if (!mapping) {
      return;
    }
    const target = translation.operaton(element);
    for (const [kind, parameters] of [
      ['input', mapping.inputParameters ?? []],
      ['output', mapping.outputParameters ?? []],
    ] as const) {
      for (const parameter of parameters) {
        const name = String(parameter.target ?? '');
        if (name === '') {
          translation.refuse(element, `zeebe:${kind}`, "Attribute 'target' must be present and not empty");
        } else if (!TARGET.test(name)) {
          translation.refuse(
            element,
            `zeebe:${kind}`,
            `Expected path expression '${name}' but doesn't match the pattern '[a-zA-Z][a-zA-Z0-9_]*(\\.[a-zA-Z][a-zA-Z0-9_]*)*'.`,
          );
        } else if (String(parameter.source ?? '') === '') {
          translation.refuse(element, `zeebe:${kind}`, "Attribute 'source' must be present and not empty");
        } else {
          target.check(parameter.source).dialect(kind, { target: name }, feelValue(String(parameter.source)));
        }
      }
    }
  },
};
