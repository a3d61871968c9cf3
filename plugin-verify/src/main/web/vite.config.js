import { packageConfig } from '../../../../core/web/vite.base.js';

export default packageConfig('verify', ['./style.css']);
