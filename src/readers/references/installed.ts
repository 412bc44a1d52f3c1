/** Folders into which an installer puts what others wrote. */
const INSTALLED = /(?:^|\/)(?:node_modules|site-packages|\.yarn|\.venv|venv)\//;

/** Whether a file was installed and is not the repository's own. */
export function isInstalled(path: string): boolean {
  return INSTALLED.test(path);
}
