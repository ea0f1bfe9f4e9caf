/** FEEL functions of the engine (engine/: Feel and FeelTimer), by what their place needs of the value. */
export type FeelFunction =
  | 'feel'
  | 'feelTrue'
  | 'feelNames'
  | 'feelName'
  | 'feelText'
  | 'feelString'
  | 'feelPriority'
  | 'feelDate'
  | 'feelDue'
  | 'feelDuration'
  | 'feelCycle';

/** True for Zeebe's expressions, which begin with '='; everything else is a literal. */
export function isExpression(text: string | undefined): boolean {
  return text !== undefined && text.trimStart().startsWith('=');
}

/** The FEEL text of an expression: without its '='. */
export function feelText(expression: string): string {
  return expression.trimStart().slice(1).trim();
}

/** JUEL that calls one of the engine's FEEL functions; at a deployment there is no `execution`, the scope is `null`. */
export function call(feelFunction: FeelFunction, feel: string, scope: 'execution' | 'null' = 'execution'): string {
  return `\${${feelFunction}(${scope},'${feel.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}')}`;
}

/** The FEEL text of a name or an id: an expression without its '=', a literal as a FEEL text. */
export function feelName(text: string): string {
  return isExpression(text) ? feelText(text) : JSON.stringify(text);
}

/** The FEEL text of a value: as a name's, but a literal that is a number is one, as in Zeebe. */
export function feelValue(text: string): string {
  return /^-?\d+(\.\d+)?$/.test(text.trim()) ? text.trim() : feelName(text);
}

/** The text of a name that needs no context: a literal, or a FEEL text without a variable in it. Undefined for any other expression. */
export function staticName(text: string): string | undefined {
  if (!isExpression(text)) {
    return text;
  }
  try {
    const constant: unknown = JSON.parse(feelText(text));
    return typeof constant === 'string' ? constant : undefined;
  } catch {
    return undefined;
  }
}

/** Text that Operaton would read as an expression of its own. */
export function isJuel(text: string): boolean {
  return /[$#]\{/.test(text);
}

/** An expression becomes JUEL; a literal stays, unless Operaton would read an expression in it. */
export function valueOf(text: string, feelFunction: FeelFunction = 'feelText'): string {
  return isExpression(text) || isJuel(text) ? call(feelFunction, feelName(text)) : text;
}
