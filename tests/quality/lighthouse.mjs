// Runs Lighthouse on one page after another, in one browser.
//
// The first line of standard input says how: { chrome, flags }. Each line after it is a job: { url, form }, where
// form is mobile or desktop. Every job gets one line of answer: { scores: { category: 0 to 100 }, short: [what
// cost points, in words] }, or { failed: why nothing could be measured }.

import { createInterface } from "node:readline";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { chrome, flags } = JSON.parse((await lines.next()).value);
const open = () => launch({ chromePath: chrome, chromeFlags: flags, logLevel: "silent" });

// Of each audit that cost points: its category, its name, what it measured and, where it names some, the places.
function short(report) {
    const words = [];
    for (const category of Object.values(report.categories)) {
        for (const { id, weight } of category.auditRefs) {
            const audit = report.audits[id];
            if (!weight || audit.score === null || audit.score === 1) continue;
            const items = (audit.details?.items ?? []).slice(0, 3);
            const places = items.map((item) => item.node?.snippet ?? item.url ?? item.description ?? "").join(" ");
            words.push(`${category.id}, ${id} (${audit.score}): ${audit.displayValue ?? ""} ${places}`.trim());
        }
    }
    return words;
}

function answer(report) {
    if (report.runtimeError) return { failed: report.runtimeError.message };
    const scores = Object.values(report.categories).map(({ id, score }) => [id, Math.round(100 * score)]);
    return { scores: Object.fromEntries(scores), short: short(report) };
}

let browser = await open();
try {
    for await (const line of lines) {
        const { url, form } = JSON.parse(line);
        // The picture of the whole page is for the report that nobody looks at; no audit needs it.
        const options = { port: browser.port, logLevel: "silent", disableFullPageScreenshot: true };
        const { lhr } = await lighthouse(url, options, form === "desktop" ? desktopConfig : undefined);
        console.log(JSON.stringify(answer(lhr)));
        if (lhr.runtimeError) {
            browser.kill();
            browser = await open();
        }
    }
} finally {
    browser.kill();
}
