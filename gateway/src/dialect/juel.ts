/** True for Zeebe's expressions, which begin with '='; everything else is a literal. */
export function isExpression(text: string | undefined): text is string {
  return text !== undefined && text.trimStart().startsWith('=');
}

/** JUEL that calls one of the engine's FEEL functions with the expression's text (the leading '=' left out). */
export function call(feelFunction: 'feel' | 'feelTrue' | 'feelNames' | 'feelText', expression: string): string {
  const text = expression.trimStart().slice(1).trim().replace(/\\/g, '\\\\').replace(/'/g, "\\'");
  return `\${${feelFunction}(execution,'${text}')}`;
}

/** An expression becomes JUEL; a literal stays, with what JUEL would read as an expression refused by the caller. */
export function valueOf(text: string, feelFunction: 'feel' | 'feelTrue' | 'feelNames' | 'feelText' = 'feel'): string {
  return isExpression(text) ? call(feelFunction, text) : text;
}

/** The FEEL text of a value: an expression without its '=', a literal as a FEEL string. */
export function feelOf(text: string): string {
  return isExpression(text) ? text.trimStart().slice(1).trim() : JSON.stringify(text);
}
