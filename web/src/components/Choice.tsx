import { Radio, type RadioGroupProps, Select, type SelectProps } from 'antd';

/** A select for a form: without the `aria-required` that a form item puts on a wrapper to which ARIA does not allow it. */
export function Choice({ 'aria-required': _, ...props }: SelectProps & { 'aria-required'?: unknown }) {
  return <Select {...props} />;
}

/** The same for a few answers that are all in sight. */
export function OneOf({ 'aria-required': _, ...props }: RadioGroupProps & { 'aria-required'?: unknown }) {
  return <Radio.Group {...props} />;
}
