import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { configureSwitchboard } from '@switchboard/voice';
import { App } from './App.jsx';
import { appToken } from './session.js';
import './style.css';

configureSwitchboard({
  baseUrl: import.meta.env.VITE_SWITCHBOARD ?? 'http://127.0.0.1:8080',
  getAuthToken: appToken,
});

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
