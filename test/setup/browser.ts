import { existsSync } from 'node:fs'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Chromium without a window: the one CHROMIUM_PATH names, the system's, or the one that comes with a package. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: await browserPath(),
    args: ['--no-zygote', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
    chromiumSandbox: process.getuid?.() !== 0,
    ...options,
  })
}

async function browserPath(): Promise<string> {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  const installed = systemBrowsers.find((path) => existsSync(path))
  if (installed) return installed
  const { default: packaged } = await import('@sparticuz/chromium')
  return packaged.executablePath()
}
