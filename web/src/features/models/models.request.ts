import { request } from '../../api/request';
import type { Schemas } from '../../api/schemas';

/** How well proposals agree with what people left standing; shares from 0 to 1. */
export interface Quality {
  rows: number;
  accuracy: number;
  macroF1: number;
  ece: number;
  perClass: { label: string; precision: number; recall: number; f1: number; rows: number }[];
}

/** How far the mix of labels moved; the population stability index, and the shares behind it. */
export interface Drift {
  index: number;
  shares: { value: string; before: number; now: number }[];
}

/** What the description calls a map, with what stands in it. */
type WithMaps<T, M> = Omit<T, keyof M> & M;

export type QualityReport = WithMaps<
  Schemas['QualityReport'],
  { parts: Record<string, Quality & { corrected: number }>; drift: Record<string, Drift> }
>;

type View = 'short' | 'short-known-matter' | 'long' | 'both';

export type Model = WithMaps<Schemas['ModelView'], { quality: Record<string, Partial<Record<View, Quality>>> | null }>;

export type Comparison = WithMaps<
  Schemas['Comparison'],
  { parts: Record<string, { running: Quality; candidate: Quality }> }
>;

/** How right proposals of the last days were, and how the messages changed against as many days before. */
export const getQuality = (days: number) => request<QualityReport>(`/classification/quality?days=${days}`);

export const listModels = () => request<Model[]>('/classification/models');

/** Starts training from the archive. */
export const trainModel = () => request<{ id: string }>('/classification/models', { method: 'POST' });

/** A model and the running one on cases that it did not learn from. */
export const compareModel = (id: string) => request<Comparison>(`/classification/models/${id}/comparison`);

/** Proposals come from this model from now on. */
export const activateModel = (id: string) =>
  request<void>(`/classification/models/${id}/activation`, { method: 'POST' });
