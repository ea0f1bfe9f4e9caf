import { extension, type BpmnElement } from '../bpmn';
import type { Translation } from '../construct';
import { valueOf } from '../juel';

/** A binding other than the latest version: `bind` gets Operaton's name of it, which is Zeebe's, and the version tag. */
export function binding(
  element: BpmnElement,
  reference: BpmnElement,
  construct: string,
  translation: Translation,
  bind: (type: 'deployment' | 'versionTag', versionTag?: string) => void,
): void {
  const type: string = reference.bindingType ?? 'latest';
  switch (type) {
    case 'latest':
      break;
    case 'deployment':
      bind(type);
      break;
    case 'versionTag':
      if (reference.versionTag) {
        bind(type, valueOf(String(reference.versionTag)));
      } else {
        translation.refuse(
          element,
          construct,
          "Attribute 'versionTag' must be present and not empty for the binding type 'versionTag'",
        );
      }
      break;
    default:
      translation.refuse(
        element,
        construct,
        `Attribute 'bindingType' must be one of: deployment, latest, versionTag, but was '${type}'`,
      );
  }
}

/** The gateway itself finds a form's version; here it is only seen that the diagram names one that there can be. */
export function formBinding(element: BpmnElement, translation: Translation): void {
  const form = extension(element, 'zeebe:FormDefinition');
  if (form) {
    binding(element, form, 'zeebe:formDefinition', translation, () => undefined);
  }
}
