import { existsSync } from 'node:fs'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { unpackChromium } from './packaged-chromium.ts'

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
    ...(await executable()),
    args: ['--no-zygote', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
    chromiumSandbox: false,
    ...options,
  })
}

async function executable(): Promise<Pick<LaunchOptions, 'executablePath' | 'env'>> {
  const found = process.env.CHROMIUM_PATH ?? systemBrowsers.find((path) => existsSync(path))
  return found ? { executablePath: found } : unpackChromium()
}
