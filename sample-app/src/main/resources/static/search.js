const form = document.getElementById("search");
const question = document.getElementById("question");
const status = document.getElementById("status");
const progress = document.getElementById("progress");
const results = document.getElementById("results");
const card = document.getElementById("result");

const LIMIT = 10;

// If several searches overlap, only the latest one shows its results.
let latest = 0;
let waiting;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = question.value.trim();
  if (text) {
    remember(text);
    search(text);
  }
});

document.getElementById("examples").addEventListener("click", (event) => {
  if (event.target instanceof HTMLButtonElement) {
    question.value = event.target.textContent;
    form.requestSubmit();
  }
});

window.addEventListener("popstate", searchFromAddress);

async function search(text) {
  const mine = ++latest;
  clearTimeout(waiting);
  progress.hidden = true;
  results.classList.add("stale");
  say("Searching …");
  const start = performance.now();
  try {
    const response = await fetch(`api/search?q=${encodeURIComponent(text)}&limit=${LIMIT}`);
    const body = await response.json();
    if (mine !== latest) {
      return;
    }
    if (response.ok) {
      show(body, performance.now() - start, response.headers.get("Search-Mode") === "vector");
    } else if (response.status === 503 && response.headers.has("Retry-After")) {
      await waitForIndex(text, mine);
    } else {
      fail(body.detail || `The server answered with status ${response.status}.`);
    }
  } catch {
    if (mine === latest) {
      fail("The application does not answer. Is it still running?");
    }
  }
}

function show(matches, milliseconds, byMeaningOnly) {
  results.replaceChildren(...matches.map(toCard));
  results.classList.remove("stale");
  if (matches.length === 0) {
    say("Nothing was found: the table is empty.");
  } else {
    const found = `${matches.length} properties in ${Math.round(milliseconds)} ms, best first`;
    say(byMeaningOnly ? `${found}, by meaning only: this server has no full-text search` : found);
  }
}

function fail(sentence) {
  results.replaceChildren();
  results.classList.remove("stale");
  say(sentence, true);
}

// The index is still being built: show the progress, and search when it is ready.
async function waitForIndex(text, mine) {
  results.replaceChildren();
  results.classList.remove("stale");
  const index = await (await fetch("api/index")).json();
  if (mine !== latest) {
    return;
  }
  if (index.ready) {
    search(text);
    return;
  }
  say(index.total > 0
    ? `Still embedding the properties: ${index.done} of ${index.total}. Your search follows.`
    : "Still starting. Your search follows.");
  progress.hidden = false;
  if (index.total > 0) {
    progress.max = index.total;
    progress.value = index.done;
  }
  waiting = setTimeout(() => waitForIndex(text, mine).catch(() => search(text)), 500);
}

function toCard(match) {
  const element = card.content.cloneNode(true);
  const find = (selector) => element.querySelector(selector);
  find(".name").textContent = match.name;
  fillScore(find, match.score);
  find(".description").textContent = match.description;
  fillDetail(find(".type"), match.type && withoutPackages(match.type));
  find(".type").title = match.type ?? "";
  fillDetail(find(".default"), match.default);
  fillDetail(find(".distance"), match.distance?.toFixed(3) ?? null);
  fillDetail(find(".found"), foundBy(match));
  prepareCopy(find(".copy"), match.name);
  return element;
}

function fillScore(find, score) {
  find(".fill").style.width = `${score * 100}%`;
  find(".number").textContent = score.toFixed(3);
}

function foundBy(match) {
  return [["meaning", match.meaningRank], ["words", match.wordsRank]]
    .filter(([, rank]) => rank !== null)
    .map(([way, rank]) => `${way} #${rank}`)
    .join(", ");
}

function fillDetail(element, value) {
  element.textContent = value ?? "";
  element.parentElement.hidden = value === null;
}

// Show simple names: java.util.Set<java.lang.String> becomes Set<String>.
function withoutPackages(type) {
  return type.replace(/\b(?:[a-z_]\w*\.)+(?=[A-Z])/g, "").replaceAll("$", ".");
}

function prepareCopy(button, name) {
  // Browsers allow access to the clipboard on localhost and over HTTPS only.
  if (!navigator.clipboard) {
    button.remove();
    return;
  }
  button.setAttribute("aria-label", `Copy ${name}`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(name);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed";
    }
    setTimeout(() => {
      button.textContent = "Copy";
    }, 1500);
  });
}

function say(sentence, problem = false) {
  status.textContent = sentence;
  status.classList.toggle("problem", problem);
}

function remember(text) {
  const address = new URL(location.href);
  if (address.searchParams.get("q") !== text) {
    address.searchParams.set("q", text);
    history.pushState(null, "", address);
  }
}

function searchFromAddress() {
  const text = new URLSearchParams(location.search).get("q")?.trim() ?? "";
  question.value = text;
  if (text) {
    search(text);
  } else {
    latest++;
    clearTimeout(waiting);
    results.replaceChildren();
    progress.hidden = true;
    say("");
  }
}

async function showServer() {
  const element = document.getElementById("server");
  try {
    const response = await fetch("api/server");
    if (!response.ok) {
      throw new Error();
    }
    const server = await response.json();
    const tls = server.tls ? `encrypted with ${server.tls}` : "not encrypted";
    element.textContent = `Answers come from ${server.product} (${server.version}), ${tls}.`;
  } catch {
    element.textContent = "The database does not answer.";
  }
}

searchFromAddress();
showServer();
