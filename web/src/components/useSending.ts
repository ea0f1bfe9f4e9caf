import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';

/** Sends a change, says that it is done, and has all be read again that `kind` names (the head of the query keys). */
export function useSending<T, R>(kind: string, send: (values: T) => Promise<R>, onDone?: (answer: R) => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (answer) => {
      void message.success(t('action.done'));
      void queries.invalidateQueries({ queryKey: [kind] });
      onDone?.(answer);
    },
  });
}
