import react from '@vitejs/plugin-react';
import bpmnlint from 'rollup-plugin-bpmnlint';
import { defineConfig } from 'vite';

// `npm run dev -w web` talks to a running app; the built pages are served by the app itself.
const app = process.env.HOTLINE_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  // bpmnlint: the studio lints with the rules of the repository's .bpmnlintrc, compiled in
  plugins: [react(), bpmnlint()],
  server: { proxy: { '/api': app } },
  build: { outDir: 'dist', chunkSizeWarningLimit: 4000 },
});
