import type { UploadLimits } from '../http/uploads.js';

/** Mail programs may post `List-Unsubscribe=One-Click` as `multipart/form-data` too (RFC 8058, 3.1). */
export const oneClick: UploadLimits = { fields: 5, fieldBytes: 1024, fileBytes: 1024 };
