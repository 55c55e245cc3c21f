// A link to a film becomes a button that plays it here. Nothing is asked of the film's host before that.

const HOSTS = ["youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"];

function addressOfPlayer(link) {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.protocol !== "https:" || url.port || !HOSTS.includes(url.hostname)) return null;
  const list = url.searchParams.get("list");
  const short = url.hostname === "youtu.be" ? url.pathname.slice(1) : "";
  const film = short || url.searchParams.get("v");
  if (!film && !list) return null;
  const player = new URL("https://www.youtube-nocookie.com/embed/" + encodeURIComponent(film || "videoseries"));
  const [, hours = 0, minutes = 0, seconds = 0] =
    /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/.exec(url.searchParams.get("t") || "") || [];
  const start = 3600 * hours + 60 * minutes + Number(seconds);
  if (list) player.searchParams.set("list", list);
  if (start) player.searchParams.set("start", start);
  player.searchParams.set("autoplay", "1");
  return player.href;
}

for (const link of document.querySelectorAll("a[data-video]")) {
  const address = addressOfPlayer(link.href);
  if (!address) continue;
  const title = link.textContent.trim();
  const button = document.createElement("button");
  button.type = "button";
  button.append(link.querySelector("svg")?.cloneNode(true) ?? "", `${link.dataset.play}: ${title}`);
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = address;
    frame.title = title;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    button.replaceWith(frame);
    frame.focus();
  });
  link.before(button);
  if (link.dataset.elsewhere) link.textContent = link.dataset.elsewhere;
}
