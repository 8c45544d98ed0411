/**
 * The plugin without a portal: `/` in the new frontend system, `/legacy` in the
 * legacy one.
 */
if (window.location.pathname.startsWith('/legacy')) {
  import('./legacyApp');
} else {
  import('./newApp');
}

export {};
