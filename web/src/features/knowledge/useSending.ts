import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';

/** Sends a change to an article, says that it is done, and has the articles read again. */
export function useSending<T, R>(send: (values: T) => Promise<R>, onDone?: (answer: R) => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (answer) => {
      void message.success(t('action.done'));
      void queries.invalidateQueries({ queryKey: ['knowledge'] });
      onDone?.(answer);
    },
  });
}
