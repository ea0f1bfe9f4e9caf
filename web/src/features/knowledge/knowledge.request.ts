import { request } from '../../api/request';
import type { Page } from '../../api/types';
import type { Schemas } from '../../api/schemas';

export const STATES = ['draft', 'review', 'published', 'withdrawn'] as const;
export type ArticleState = (typeof STATES)[number];

/** What an author writes; days are local (yyyy-MM-dd), both included. */
export type ArticleContent = Omit<Schemas['NewArticleDto'], 'code'>;

/** One version of an article (知识库条目). */
export type ArticleVersion = Schemas['KnowledgeVersion'];

/** An article in force that fits a question. */
export type FoundArticle = Schemas['FoundArticle'];

export interface ArticleFilter {
  state?: ArticleState;
  category?: string;
  page: number;
}

const query = (values: Record<string, string | number | undefined>) =>
  new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString();

export const PAGE_SIZE = 20;

/** A page of articles, each by its newest version, or its newest in one state. */
export const listArticles = (filter: ArticleFilter) =>
  request<Page<ArticleVersion>>(`/articles?${query({ ...filter, pageSize: PAGE_SIZE })}`);

/** The articles in force that best fit a question, best first. */
export const searchArticles = (q: string, category?: string) =>
  request<FoundArticle[]>(`/articles/search?${query({ q, category })}`);

/** Every version of an article, the newest first. */
export const getArticle = (code: string) => request<ArticleVersion[]>(`/articles/${encodeURIComponent(code)}`);

/** Begins an article as a draft. */
export const createArticle = (body: ArticleContent & { code: string }) =>
  request<ArticleVersion>('/articles', { method: 'POST', body });

/** Changes the draft, or begins the next version. */
export const editArticle = ({ code, ...body }: ArticleContent & { code: string }) =>
  request<ArticleVersion>(`/articles/${encodeURIComponent(code)}`, { method: 'PUT', body });

/** Hands the draft to review. */
export const submitArticle = (code: string) =>
  request<void>(`/articles/${encodeURIComponent(code)}/submit`, { method: 'POST' });

/** What a reviewer decides. */
export type Verdict = 'approve' | 'reject' | 'withdraw';

/** Approves or sends back what is under review, or takes the article out of use. */
export const decide = ({ code, verdict, comment }: { code: string; verdict: Verdict; comment?: string }) =>
  request<void>(`/articles/${encodeURIComponent(code)}/${verdict}`, {
    method: 'POST',
    body: comment ? { comment } : {},
  });
