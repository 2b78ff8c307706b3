import { defineConfig } from 'playwright/test'
import { findBrowser } from '../electron/chromium/find.mjs'

const executablePath = findBrowser()

export default defineConfig({
  testDir: './e2e',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  workers: 2,
  timeout: 120_000,
  // A busy machine may take its time; what never comes still fails.
  expect: { timeout: 15_000 },
  reporter: 'line',
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    launchOptions: { ...(executablePath && { executablePath }) },
    screenshot: 'only-on-failure',
  },
})
