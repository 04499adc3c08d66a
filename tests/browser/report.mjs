// Looks at pages in a real browser: node report.mjs BROWSER < pages.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const pages = JSON.parse(readFileSync(0, "utf8"));
const browser = await chromium.launch({ executablePath: process.argv[2], args: QUIET });
let wrong = 0;

console.log(["page", "colours", "width", "passed", "unsure", "violations"].join("\t"));
for (const { name, path, prints } of pages) {
  const page = await browser.newPage();
  let found = [];
  page.on("request", (one) => one.url().startsWith("file:") || found.push(one.url()));
  page.on("console", (one) => found.push(one.text()));
  page.on("pageerror", (one) => found.push(String(one)));
  await page.goto(pathToFileURL(path).href);
  const isStyled = await page.evaluate(() => getComputedStyle(document.body).maxWidth !== "none");
  if (!isStyled) found.push("the policy blocks its own style");
  if (prints) {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const sheets = pdf.match(/\/Type\s*\/Page\b/g).length;
    if (sheets !== prints) found.push(`it prints on ${sheets} pages, not ${prints}`);
  }
  await page.evaluate(axe);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1000, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const beside = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (beside > 0) found.push(`${beside} pixels stand beside the screen`);
      const how = { runOnly: { type: "tag", values: RULES } };
      const { passes, incomplete, violations } = await page.evaluate((how) => axe.run(how), how);
      for (const { id, help, nodes } of violations) {
        found.push(`${id}: ${help}: ${nodes.map((node) => node.html).join(" ").slice(0, 300)}`);
      }
      const counts = [passes, incomplete, violations].map((some) => some.length);
      const unsure = incomplete.map(({ id, nodes }) => `${id} (${nodes.length})`).join(", ");
      console.log([name, colorScheme, width, ...counts, unsure].join("\t"));
      found.forEach((one) => console.log(`  ${one}`));
      wrong += found.length;
      found = [];
      if (process.env.PICTURES) {
        const file = `${process.env.PICTURES}/${name}-${colorScheme}-${width}.png`;
        await page.screenshot({ path: file, fullPage: true });
      }
    }
  }
  await page.close();
}
await browser.close();
console.log(wrong ? `${wrong} wrong.` : "Nothing is wrong.");
process.exit(wrong ? 1 : 0);
