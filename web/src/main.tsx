import '@ant-design/v5-patch-for-react-19';
import 'antd/dist/reset.css';
import './i18n';
import './plain.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { readZone } from './components/today';

const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } });
const container = document.getElementById('root');
if (!container) throw new Error('index.html has no #root');

const root = createRoot(container);
void readZone().then(() =>
  root.render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  ),
);
