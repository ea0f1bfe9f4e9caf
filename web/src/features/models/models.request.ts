import { request } from '../../api/request';

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

export interface QualityReport {
  from: string;
  to: string;
  parts: Record<string, Quality & { corrected: number }>;
  drift: Record<string, Drift>;
}

export interface Model {
  id: string;
  status: 'training' | 'ready' | 'failed';
  cases: number;
  quality: Record<string, Partial<Record<'short' | 'short-known-matter' | 'long' | 'both', Quality>>> | null;
  failure: string | null;
  createdAt: string | null;
  active: boolean;
  activatedAt: string | null;
}

export interface Comparison {
  cases: number;
  from: string;
  parts: Record<string, { running: Quality; candidate: Quality }>;
}

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
