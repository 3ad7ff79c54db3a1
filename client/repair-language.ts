/**
 * Under the POSIX locale some browsers name a language that `Intl` refuses (`en-US@posix`), and libraries that ask for it
 * fail. Such a name is replaced by `en`.
 */
export function repairLanguage(browser: Navigator): void {
  try {
    Intl.getCanonicalLocales(browser.language);
  } catch {
    Object.defineProperty(browser, 'language', { value: 'en', configurable: true });
  }
}
