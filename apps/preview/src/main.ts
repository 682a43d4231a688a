import 'uplot/dist/uPlot.min.css';
import './style.css';
import './header.css';
import './panels.css';
import './kinds.css';
import './operations.css';
import './charts.css';
import './pages.css';
import { createPage } from './create-page.ts';
import { createApi } from './state/api.ts';

createPage(createApi(document), document);
