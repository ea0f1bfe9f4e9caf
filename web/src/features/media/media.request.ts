import { request } from '../../api/request';
import type { Schemas } from '../../api/schemas';

/** What a media body published. */
export type Article = Schemas['MediaArticle'];

/** What is entered of an article. */
export interface ArticleEntry {
  outlet: string;
  title: string;
  url?: string;
  summary: string;
  publishedAt: string;
  caseNumber?: string;
}

/** The articles that one may see, newest first. */
export const listArticles = () => request<Article[]>('/media/articles');

/** Keeps an article. */
export const recordArticle = (body: ArticleEntry) =>
  request<{ id: string }>('/media/articles', { method: 'POST', body });

/** Links an article to the case that it is about. */
export const linkArticle = ({ id, caseNumber }: { id: string; caseNumber: string }) =>
  request<void>(`/media/articles/${id}/case`, { method: 'POST', body: { caseNumber } });
