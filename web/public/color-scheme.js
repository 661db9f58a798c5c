// Before the first paint, so that nobody who chose dark sees a white flash.
{
  const chosen = localStorage.getItem('mantine-color-scheme-value');
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const scheme = chosen === 'light' || chosen === 'dark' ? chosen : isDark ? 'dark' : 'light';
  document.documentElement.dataset.mantineColorScheme = scheme;
  document.documentElement.style.background = scheme === 'dark' ? '#171b22' : '#ffffff';
}
